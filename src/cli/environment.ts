// What the environment's PYTHON* variables and -X ask for, in the order in which python3 looks at them: which of two mistakes is
// reported depends on it. A variable that is empty counts as one that is not there; of two -X options of one name
// the first counts (while `sys._xoptions` has the last).
import type { Settings } from './options.ts';

/** What cannot be followed: the program ends with it before it has begun. */
export class ConfigurationError extends Error {
  /** @param place  the step of CPython's start-up that finds the mistake; @param state  how far it has come */
  constructor(place: string | null, message: string, state = 'preinitialized') {
    super(`${place === null ? '' : `${place}: `}${message}\nPython runtime state: ${state}\n`);
  }
}

const INT_MAX = 2 ** 31 - 1;
/** The least limit of digits that `sys.set_int_max_str_digits` takes. */
const MIN_DIGITS = 640;
const HIGHEST_SEED = 4294967295;

type Environment = Record<string, string | undefined>;

/** The variables and the -X options of a command line. */
class Sources {
  private readonly environment: Environment;
  private readonly xOptions: readonly string[];

  constructor(environment: Environment, settings: Settings) {
    this.environment = settings.ignoreEnvironment === true ? {} : environment;
    this.xOptions = settings.xOptions;
  }
  variable(name: string): string | undefined {
    const value = this.environment[name];
    return value === '' ? undefined : value;
  }
  has(name: string): boolean {
    return this.variable(name) !== undefined;
  }
  /** A variable whose value is a level: 1 for what is no number, 0 when there is none. */
  level(name: string): number {
    const text = this.variable(name);
    if (text === undefined) return 0;
    const value = toInt(text);
    return value === undefined || value < 0 ? 1 : value;
  }
  /** The value of an -X option: null without `=`, undefined when it is not there. */
  xOption(name: string): string | null | undefined {
    const option = this.xOptions.find((text) => text === name || text.startsWith(`${name}=`));
    if (option === undefined) return undefined;
    return option.length > name.length ? option.slice(name.length + 1) : null;
  }
}

/** An int as C's `strtol` reads it, if it is a C int and the whole text. */
function toInt(text: string): number | undefined {
  if (!/^[\t-\r ]*[+-]?\d+$/.test(text)) return text === '' ? 0 : undefined;
  const value = Number(text);
  return value >= -INT_MAX - 1 && value <= INT_MAX ? value : undefined;
}

/** Completes the options of a command line. Throws ConfigurationError. */
export function applyEnvironment(settings: Settings, environment: Environment): void {
  const sources = new Sources(environment, settings);
  modes(settings, sources);
  utf8Mode(settings, sources, environment);
  allocator(sources);
  warnings(settings, sources);
  flags(settings, sources);
  importTimes(settings, sources);
  traces(sources);
  digits(settings, sources);
  cpuCount(settings, sources);
  pycachePrefix(settings, sources);
  settings.threadInheritContext = zeroOrOne(sources, 'thread_inherit_context');
  settings.contextAwareWarnings = zeroOrOne(sources, 'context_aware_warnings');
  frozenModules(sources);
  standardStreams(settings, sources);
}

function modes(settings: Settings, sources: Sources): void {
  settings.devMode = sources.xOption('dev') !== undefined || sources.has('PYTHONDEVMODE');
  settings.warnDefaultEncoding =
    sources.xOption('warn_default_encoding') !== undefined || sources.has('PYTHONWARNDEFAULTENCODING');
}

/** The locale that decides on characters, before it is coerced. */
function characterLocale(environment: Environment): string {
  for (const name of ['LC_ALL', 'LC_CTYPE', 'LANG']) {
    const value = environment[name];
    if (value !== undefined && value !== '') return value;
  }
  return 'C';
}

const isLegacy = (locale: string): boolean => locale === 'C' || locale === 'POSIX';

function utf8Mode(settings: Settings, sources: Sources, environment: Environment): void {
  const option = sources.xOption('utf8');
  const variable = sources.variable('PYTHONUTF8');
  const locale = characterLocale(environment);
  const place = 'preconfig_init_utf8_mode';
  const coerced = sources.variable('PYTHONCOERCECLOCALE') !== '0' && isLegacy(locale);
  if (option !== undefined) {
    if (option !== null && option !== '0' && option !== '1')
      throw new ConfigurationError(place, 'invalid -X utf8 option value', 'preinitializing');
    settings.utf8Mode = option !== '0';
  } else if (variable !== undefined) {
    if (variable !== '0' && variable !== '1')
      throw new ConfigurationError(place, 'invalid PYTHONUTF8 environment variable value', 'preinitializing');
    settings.utf8Mode = variable === '1';
  } else settings.utf8Mode = isLegacy(locale);
  coerceLocale(sources, environment, coerced);
  settings.stdioErrors =
    settings.utf8Mode || isLegacy(locale) || /^(C\.UTF-8|C\.utf8|UTF-8)$/.test(locale)
      ? 'surrogateescape'
      : 'strict';
}

/** In the locale C child processes shall take text for UTF-8, too; LC_ALL would prevail. */
function coerceLocale(sources: Sources, environment: Environment, coerced: boolean): void {
  if (!coerced) return;
  const all = environment['LC_ALL'] ?? '';
  if (sources.variable('PYTHONCOERCECLOCALE') === 'warn') {
    process.stderr.write(
      all === ''
        ? 'Python detected LC_CTYPE=C: LC_CTYPE coerced to C.UTF-8 (set another locale or PYTHONCOERCECLOCALE=0 ' +
            'to disable this locale coercion behavior).\n'
        : `Python runtime initialized with LC_CTYPE=C (a locale with default ASCII encoding), which may cause Unicode ` +
            'compatibility problems. Using C.UTF-8, C.utf8, or UTF-8 (if available) as alternative Unicode-compatible ' +
            'locales is recommended.\n',
    );
  }
  if (all === '') environment['LC_CTYPE'] = 'C.UTF-8';
}

const ALLOCATORS = [
  'default',
  'debug',
  'pymalloc',
  'pymalloc_debug',
  'mimalloc',
  'mimalloc_debug',
  'malloc',
  'malloc_debug',
];

function allocator(sources: Sources): void {
  const name = sources.variable('PYTHONMALLOC');
  if (name !== undefined && !ALLOCATORS.includes(name))
    throw new ConfigurationError(
      'preconfig_init_allocator',
      'PYTHONMALLOC: unknown allocator',
      'preinitializing',
    );
}

/** `sys.warnoptions`: what comes later prevails; what is there twice stays where it was first. */
function warnings(settings: Settings, sources: Sources): void {
  const { bytesWarning = 0, warnOptions } = settings;
  settings.warnOptions = [
    ...new Set([
      ...(settings.devMode === true ? ['default'] : []),
      ...(sources.variable('PYTHONWARNINGS') ?? '').split(',').filter((text) => text !== ''),
      ...warnOptions,
      ...(bytesWarning > 0 ? [bytesWarning > 1 ? 'error::BytesWarning' : 'default::BytesWarning'] : []),
    ]),
  ];
}

function flags(settings: Settings, sources: Sources): void {
  settings.debug = Math.max(settings.debug ?? 0, sources.level('PYTHONDEBUG'));
  settings.verbose = Math.max(settings.verbose ?? 0, sources.level('PYTHONVERBOSE'));
  settings.optimize = Math.max(settings.optimize ?? 0, sources.level('PYTHONOPTIMIZE'));
  settings.inspect ||= sources.has('PYTHONINSPECT') ? 1 : 0;
  settings.dontWriteBytecode ||= sources.level('PYTHONDONTWRITEBYTECODE') > 0;
  settings.noUserSite ||= sources.level('PYTHONNOUSERSITE') > 0;
  settings.unbuffered ||= sources.level('PYTHONUNBUFFERED') > 0;
  settings.platlibdir = sources.variable('PYTHONPLATLIBDIR') ?? 'lib';
  settings.pythonPath = sources.variable('PYTHONPATH') ?? null;
  settings.home = sources.variable('PYTHONHOME') ?? null;
  if (settings.hashSeed === undefined) hashSeed(settings, sources);
  settings.safePath ||= sources.has('PYTHONSAFEPATH');
  for (const value of [sources.variable('PYTHON_GIL'), sources.xOption('gil')]) {
    if (value !== undefined) checkLock(value ?? '');
  }
  settings.faulthandler =
    sources.has('PYTHONFAULTHANDLER') ||
    sources.xOption('faulthandler') !== undefined ||
    settings.devMode === true;
  settings.debugRanges =
    !sources.has('PYTHONNODEBUGRANGES') && sources.xOption('no_debug_ranges') === undefined;
}

function hashSeed(settings: Settings, sources: Sources): void {
  const text = sources.variable('PYTHONHASHSEED') ?? 'random';
  settings.hashSeed = null;
  if (text === 'random') return;
  const seed = /^[\t-\r ]*[+-]?\d+$/.test(text) ? Number(text) : NaN;
  if (!(seed >= 0 && seed <= HIGHEST_SEED)) {
    const message = 'PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]';
    throw new ConfigurationError('config_init_hash_seed', message);
  }
  settings.hashSeed = seed;
}

/** The global interpreter lock is always there. */
function checkLock(value: string): void {
  const place = 'config_read_gil';
  if (value === '0') throw new ConfigurationError(place, 'Disabling the GIL is not supported by this build');
  if (value !== '1') throw new ConfigurationError(place, 'PYTHON_GIL / -X gil must be "0" or "1"');
}

function importTimes(settings: Settings, sources: Sources): void {
  const place = 'config_init_import_time';
  const read = (text: string | null, name: string, values: string): number => {
    const value = text === null || text === '' ? 1 : (toInt(text) ?? 1);
    if (value >= 0 && value <= 2) return value;
    throw new ConfigurationError(place, `${name}: ${values} other than 1 and 2 are reserved for future use.`);
  };
  const variable = sources.variable('PYTHONPROFILEIMPORTTIME');
  if (variable !== undefined)
    settings.importTime = read(variable, 'PYTHONPROFILEIMPORTTIME', 'numeric values');
  const option = sources.xOption('importtime');
  if (option !== undefined) settings.importTime = read(option, '-X importtime', 'values');
}

/** What tracemalloc is asked for is checked; nothing traces memory here. */
function traces(sources: Sources): void {
  const place = 'config_init_tracemalloc';
  const isCount = (text: string): boolean => (toInt(text) ?? -1) >= 0;
  const variable = sources.variable('PYTHONTRACEMALLOC');
  if (variable !== undefined && !isCount(variable))
    throw new ConfigurationError(place, 'PYTHONTRACEMALLOC: invalid number of frames');
  const option = sources.xOption('tracemalloc');
  if (option !== undefined && option !== null && !isCount(option))
    throw new ConfigurationError(place, '-X tracemalloc=NFRAME: invalid number of frames');
}

function digits(settings: Settings, sources: Sources): void {
  const read = (text: string | null, name: string): number => {
    const value = text === null ? undefined : toInt(text);
    if (value !== undefined && (value === 0 || value >= MIN_DIGITS)) return value;
    const message = `${name}: invalid limit; must be >= ${MIN_DIGITS} or 0 for unlimited.`;
    throw new ConfigurationError('config_init_int_max_str_digits', message);
  };
  const variable = sources.variable('PYTHONINTMAXSTRDIGITS');
  if (variable !== undefined) settings.intMaxStrDigits = read(variable, 'PYTHONINTMAXSTRDIGITS');
  const option = sources.xOption('int_max_str_digits');
  if (option !== undefined) settings.intMaxStrDigits = read(option, '-X int_max_str_digits');
}

function cpuCount(settings: Settings, sources: Sources): void {
  for (const text of [sources.variable('PYTHON_CPU_COUNT'), sources.xOption('cpu_count')]) {
    if (text === undefined) continue;
    const count = text === 'default' ? -1 : toInt(text ?? '');
    if (count === undefined || (count < 1 && text !== 'default')) {
      const message = '-X cpu_count=n option: n is missing or an invalid number, n must be greater than 0';
      throw new ConfigurationError('config_init_cpu_count', message);
    }
    settings.cpuCount = count;
  }
}

/** -X pycache_prefix, which takes precedence even without a value, or PYTHONPYCACHEPREFIX. */
function pycachePrefix(settings: Settings, sources: Sources): void {
  const option = sources.xOption('pycache_prefix');
  const prefix = option === undefined ? sources.variable('PYTHONPYCACHEPREFIX') : option;
  settings.pycachePrefix = prefix === undefined || prefix === '' ? null : prefix;
}

function zeroOrOne(sources: Sources, name: string): boolean {
  let enabled = false;
  const variable = `PYTHON_${name.toUpperCase()}`;
  const sourcesOfIt: [string | null | undefined, string][] = [
    [sources.variable(variable), `${variable}=N: N`],
    [sources.xOption(name), `-X ${name}=n: n`],
  ];
  for (const [text, shown] of sourcesOfIt) {
    if (text === undefined) continue;
    const value = text === null ? undefined : toInt(text);
    if (value !== 0 && value !== 1)
      throw new ConfigurationError(`config_init_${name}`, `${shown} is missing or invalid`);
    enabled = value === 1;
  }
  return enabled;
}

/** No module is frozen here, but the option may be given. */
function frozenModules(sources: Sources): void {
  const check = (value: string | null | undefined, name: string): void => {
    if (value === undefined || value === null || value === 'on' || value === 'off') return;
    if (value === '' && name.startsWith('option')) return;
    throw new ConfigurationError(null, `bad value for ${name} (expected "on" or "off")`);
  };
  check(sources.variable('PYTHON_FROZEN_MODULES'), 'PYTHON_FROZEN_MODULES');
  check(sources.xOption('frozen_modules'), 'option -X frozen_modules');
}

/** PYTHONIOENCODING: an encoding, which makes errors strict unless a handler follows, or a handler alone. */
function standardStreams(settings: Settings, sources: Sources): void {
  const text = sources.variable('PYTHONIOENCODING');
  if (text === undefined) return;
  const colon = text.indexOf(':');
  const encoding = colon < 0 ? text : text.slice(0, colon);
  const errors = colon < 0 ? '' : text.slice(colon + 1);
  if (encoding !== '') settings.stdioEncoding = encoding;
  if (errors !== '') settings.stdioErrors = errors;
  else if (encoding !== '') settings.stdioErrors = 'strict';
}
