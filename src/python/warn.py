# The module _warnings: filters, registries and the two entries, as CPython's C has them; and what the compiler warns of.
# Showing a warning is left to the module warnings, if it has been imported.

_missing = object()
_state = None


class State:
    def __init__(self):
        from _thread import RLock
        self.lock = RLock()
        self.version = 0
        self.filters, self.defaultaction, self.onceregistry, self.context = initial_warnings()


def state():
    global _state
    if _state is None:
        _state = State()
    return _state


def acquire_lock():
    state().lock.acquire()


def release_lock():
    try:
        state().lock.release()
    except RuntimeError:
        raise RuntimeError('cannot release un-acquired lock') from None


def filters_mutated():
    st = state()
    if not st.lock._is_owned():
        raise RuntimeError('warnings lock is not held')
    st.version += 1


# --- The entries ---------------------------------------------------------------------------------------------------------


def warn(message, category=None, stacklevel=1, source=None, skip_file_prefixes=()):
    category = category_of(message, category)
    if type(skip_file_prefixes) is not tuple and not isinstance(skip_file_prefixes, tuple):
        kind = type(skip_file_prefixes).__name__
        raise TypeError(f"warn() argument 'skip_file_prefixes' must be tuple, not {kind}")
    for prefix in skip_file_prefixes:
        if not isinstance(prefix, str):
            raise TypeError(f"Found non-str '{type(prefix).__name__}' in skip_file_prefixes.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    frame = frame_of(stacklevel, skip_file_prefixes)
    if frame is None:
        import sys
        names, filename, lineno = sys.__dict__, '<sys>', 0
    else:
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = names.get('__warningregistry__', _missing)
    if registry is _missing:
        registry = names['__warningregistry__'] = {}
    module = names.get('__name__', '<string>')
    if module is not None and not isinstance(module, str):
        module = '<string>'
    with state().lock:
        issue(category, message, filename, lineno, module, registry, None, source)


def category_of(message, category):
    if isinstance(message, Warning):
        return type(message)
    if category is None:
        return UserWarning
    if isinstance(category, type) and issubclass(category, Warning):
        return category
    raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")


def is_internal(frame):
    filename = frame.f_code.co_filename
    return 'importlib' in filename and '_bootstrap' in filename


def frame_of(level, prefixes):
    # Frames of importlib are not counted unless it is importlib that warns.
    import sys
    try:
        frame = sys._getframe()
    except ValueError:
        return None
    plain = level <= 0 or is_internal(frame)
    for _ in range(level - 1):
        frame = frame.f_back
        while frame is not None and not plain and (
                is_internal(frame) or frame.f_code.co_filename.startswith(prefixes)):
            frame = frame.f_back
        if frame is None:
            return None
    return frame


def warn_explicit(message, category, filename, lineno, module=_missing, registry=None, module_globals=None, source=None):
    from _operator import index
    if not isinstance(filename, str):
        raise TypeError(f"warn_explicit() argument 'filename' must be str, not {type(filename).__name__}")
    lineno = index(lineno)
    line = None
    if module_globals is not None:
        if not isinstance(module_globals, dict):
            raise TypeError(f"module_globals must be a dict, not '{type(module_globals).__name__}'")
        line = source_line(module_globals, lineno)
    with state().lock:
        issue(category, message, filename, lineno, module, registry, line, source)


def source_line(names, lineno):
    from importlib._bootstrap_external import _bless_my_loader
    loader = _bless_my_loader(names)
    get_source = getattr(loader, 'get_source', None)
    if loader is None or '__name__' not in names or get_source is None:
        return None
    source = get_source(names['__name__'])
    return None if source is None else str.splitlines(source)[lineno - 1]


# --- Filters and registries ----------------------------------------------------------------------------------------------


def issue(category, message, filename, lineno, module, registry, line, source):
    if module is None:
        return
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if module is _missing:
        module = filename.removesuffix('.py') if filename else '<unknown>'
    if isinstance(message, Warning):
        text = str(message)
        category = type(message)
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry is not None and already_warned(registry, key, False):
        return
    action, item = action_for(category, text, lineno, module)
    if action == 'error':
        raise message
    if action == 'ignore' or action not in ('always', 'all') and not is_first(action, item, registry, key):
        return
    show(category, text, message, filename, lineno, line, source)


def is_first(action, item, registry, key):
    text, category, lineno = key
    if registry is not None:
        registry[key] = True
    if action == 'once':
        if registry is None:
            registry = imported('onceregistry', dict, 'dict')
        return not already_warned(registry, (text, category), True)
    if action == 'module':
        return registry is None or not already_warned(registry, (text, category, 0), True)
    if action != 'default':
        raise RuntimeError(f'Unrecognized action ({action!r}) in warnings.filters:\n {item!r}')
    return True


def already_warned(registry, key, should_set):
    version = registry.get('version')
    if type(version) is not int or version != state().version:
        registry.clear()
        registry['version'] = state().version
    elif registry.get(key):
        return True
    if should_set:
        registry[key] = True
    return False


def attribute(name):
    # Of the module warnings, if it is there.
    import sys
    return getattr(sys.modules.get('warnings'), name, _missing)


def imported(name, kind, kind_name):
    # What the module warnings has under this name, if it is there, is the state's from now on.
    st = state()
    value = attribute(name)
    if value is _missing:
        return getattr(st, name)
    if not isinstance(value, kind):
        raise TypeError(f"_warnings.{name} must be a {kind_name}, not '{type(value).__name__}'")
    setattr(st, name, value)
    return value


def action_for(category, text, lineno, module):
    st = state()
    context = st.context.get(None)
    if context is not None:
        name, filters = '_filters', context._filters
        if not isinstance(filters, list):
            raise ValueError('_filters of warnings._warnings_context must be a list')
    else:
        name, filters = 'filters', attribute('filters')
        if filters is _missing:
            filters = st.filters
        if not isinstance(filters, list):
            raise ValueError('_warnings.filters must be a list')
        st.filters = filters
    for i, item in enumerate(filters):
        if not isinstance(item, tuple) or len(item) != 5:
            raise ValueError(f"warnings.{name} item {i} isn't a 5-tuple")
        action, msg, cat, mod, ln = item
        if not isinstance(action, str):
            raise TypeError(f"action must be a string, not '{type(action).__name__}'")
        good = matches(msg, text)
        good = matches(mod, module) and good
        if issubclass(category, cat) and good and (ln == 0 or ln == lineno):
            return action, item
    return imported('defaultaction', str, 'string'), None


def matches(pattern, text):
    if pattern is None:
        return True
    return pattern == text if type(pattern) is str else pattern.match(text)


# --- Showing -------------------------------------------------------------------------------------------------------------


def show(category, text, message, filename, lineno, line, source):
    if source is not None:
        import warnings
    shows = attribute('_showwarnmsg')
    if shows is _missing:
        return write(category, text, filename, lineno, line)
    if not callable(shows):
        raise TypeError('warnings._showwarnmsg() must be set to a callable')
    message_class = attribute('WarningMessage')
    if message_class is _missing:
        raise RuntimeError('unable to get warnings.WarningMessage')
    shows(message_class(message, category, filename, lineno, None, None, source))


def write(category, text, filename, lineno, line):
    import sys
    try:
        if line is None:
            import linecache
            line = linecache.getline(filename, lineno)
        sys.stderr.write(f'{filename}:{lineno}: {category.__name__}: {text}\n')
        if line.strip():
            sys.stderr.write(f'  {line.strip()}\n')
    except Exception:
        pass


# --- The compiler's warnings ---------------------------------------------------------------------------------------------


def syntax_warnings(found, filename, outcome):
    # Gives the outcome, or raises it. A filter may make a warning a syntax error.
    for message, lineno, offset, text, end_lineno, end_offset in found:
        try:
            warn_explicit(message, SyntaxWarning, filename, lineno)
        except SyntaxWarning:
            message = message.replace(" Such sequences will not work in the future.", "")
            if text is None:
                import linecache
                text = linecache.getline(filename, lineno) or None
            error = SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset))
        else:
            continue
        raise error
    if isinstance(outcome, SyntaxError):
        raise outcome
    return outcome
