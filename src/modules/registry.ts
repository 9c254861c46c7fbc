// The modules written in TypeScript, by the name they are imported by. One line each.
import { _contextvarsModule } from './_contextvars.ts';
import { _impModule } from './_imp.ts';
import { _codecsModule } from './_codecs.ts';
import { atexitModule } from './atexit.ts';
import { builtinsModule } from '../builtins/builtins.ts';
import { sysModule } from './sys.ts';
import { _stacklessModule, stacklessModule } from '../stackless/module.ts';
import { _ioModule } from './_io.ts';
import { _warningsModule } from './_warnings.ts';
import { _weakrefModule } from './_weakref.ts';
import { errnoModule } from './errno.ts';
import { faulthandlerModule } from './faulthandler.ts';
import { _randomModule } from './_random.ts';
import { _structModule } from './_struct.ts';
import { binasciiModule } from './binascii.ts';
import { _stringModule } from './_string.ts';
import { mathModule } from './math.ts';
import { _posixsubprocessModule } from './_posixsubprocess.ts';
import { _socketModule } from './_socket.ts';
import { grpModule, pwdModule } from './accounts.ts';
import { _remoteDebuggingModule } from './_remote_debugging.ts';
import { resourceModule } from './resource.ts';
import { selectModule } from './select.ts';
import { posixModule } from './posix.ts';
import { termiosModule } from './termios.ts';
import { timeModule } from './time.ts';
import { _signalModule } from './_signal.ts';
import { gcModule } from './gc.ts';
import { marshalModule } from './marshal.ts';
import { _threadModule } from './_thread.ts';
import { _lsprofModule } from './_lsprof.ts';
import { _queueModule } from './_queue.ts';
import { _asyncioModule } from './_asyncio.ts';
import { _symtableModule } from './_symtable.ts';
import { _sreModule } from './_sre.ts';
import { itertoolsModule } from './itertools.ts';
import { _collectionsModule } from './_collections.ts';
import { _typesModule } from './_types.ts';
import { _operatorModule } from './_operator.ts';
import { _functoolsModule } from './_functools.ts';
import { _jsonModule } from './_json.ts';
import { _astModule } from './_ast.ts';
import { _tokenizeModule } from './_tokenize.ts';
import { _typingModule } from './_typing.ts';
import { _md5Module, _sha1Module, _sha2Module, _sha3Module } from './hashes.ts';
import { _codecsCnModule, _codecsHkModule, _codecsIso2022Module } from './_multibytecodec.ts';
import { _codecsJpModule } from './_multibytecodec.ts';
import { _codecsKrModule, _codecsTwModule, _multibytecodecModule } from './_multibytecodec.ts';
import { _hashlibModule } from './_hashlib.ts';
import { _hmacModule } from './_hmac.ts';
import { _abcModule } from './_abc.ts';
import { _opcodeModule } from './_opcode.ts';
import { _csvModule } from './_csv.ts';
import { pyexpatModule } from './pyexpat.ts';
import { _pickleModule } from './_pickle.ts';
import { zlibModule } from './zlib.ts';
import { _bisectModule } from './_bisect.ts';
import { _heapqModule } from './_heapq.ts';
import { cmathModule } from './cmath.ts';
import { _blake2Module } from './_blake2.ts';
import { sysconfigdataModule } from './sysconfigdata.ts';
import { unicodedataModule } from './unicodedata.ts';
import { arrayModule } from './array.ts';
import { _datetimeModule } from './_datetime.ts';
import { _decimalModule } from './_decimal.ts';
import { _zoneinfoModule } from './_zoneinfo.ts';
import { _suggestionsModule } from './_suggestions.ts';
import type { NativeModule } from './native-module.ts';

export const nativeModules: Record<string, () => NativeModule> = {
  _codecs: () => _codecsModule,
  _collections: () => _collectionsModule,
  _contextvars: () => _contextvarsModule,
  _imp: () => _impModule,
  _lsprof: () => _lsprofModule,
  _stackless: () => _stacklessModule,
  atexit: () => atexitModule,
  builtins: () => builtinsModule,
  stackless: () => stacklessModule,
  sys: () => sysModule,
  _io: () => _ioModule,
  _warnings: () => _warningsModule,
  _weakref: () => _weakrefModule,
  errno: () => errnoModule,
  faulthandler: () => faulthandlerModule,
  _random: () => _randomModule,
  _struct: () => _structModule,
  _suggestions: () => _suggestionsModule,
  binascii: () => binasciiModule,
  _string: () => _stringModule,
  math: () => mathModule,
  posix: () => posixModule,
  select: () => selectModule,
  grp: () => grpModule,
  pwd: () => pwdModule,
  resource: () => resourceModule,
  _remote_debugging: () => _remoteDebuggingModule,
  _socket: () => _socketModule,
  _posixsubprocess: () => _posixsubprocessModule,
  termios: () => termiosModule,
  time: () => timeModule,
  _signal: () => _signalModule,
  gc: () => gcModule,
  marshal: () => marshalModule,
  _thread: () => _threadModule,
  _asyncio: () => _asyncioModule,
  _queue: () => _queueModule,
  _sre: () => _sreModule,
  _symtable: () => _symtableModule,
  itertools: () => itertoolsModule,
  _types: () => _typesModule,
  _operator: () => _operatorModule,
  _functools: () => _functoolsModule,
  _json: () => _jsonModule,
  _ast: () => _astModule,
  _tokenize: () => _tokenizeModule,
  _typing: () => _typingModule,
  _md5: () => _md5Module,
  _sha1: () => _sha1Module,
  _sha2: () => _sha2Module,
  _sha3: () => _sha3Module,
  _codecs_cn: () => _codecsCnModule,
  _codecs_hk: () => _codecsHkModule,
  _codecs_iso2022: () => _codecsIso2022Module,
  _codecs_jp: () => _codecsJpModule,
  _codecs_kr: () => _codecsKrModule,
  _codecs_tw: () => _codecsTwModule,
  _multibytecodec: () => _multibytecodecModule,
  _hashlib: () => _hashlibModule,
  _hmac: () => _hmacModule,
  _abc: () => _abcModule,
  _opcode: () => _opcodeModule,
  _csv: () => _csvModule,
  pyexpat: () => pyexpatModule,
  _pickle: () => _pickleModule,
  zlib: () => zlibModule,
  _bisect: () => _bisectModule,
  _heapq: () => _heapqModule,
  cmath: () => cmathModule,
  _blake2: () => _blake2Module,
  [sysconfigdataModule.name]: () => sysconfigdataModule,
  _datetime: () => _datetimeModule,
  _decimal: () => _decimalModule,
  _zoneinfo: () => _zoneinfoModule,
  array: () => arrayModule,
  unicodedata: () => unicodedataModule,
};
