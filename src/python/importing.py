# Imports that need more than a look into sys.modules: CPython's importlib does them.


def import_(name, globals, locals, fromlist, level):
    begin_loading()
    try:
        importlib = bootstrap()
        if level > 0:
            return import_relative(importlib, name, globals, fromlist, level)
        return importlib.__import__(name, globals, locals, fromlist)
    finally:
        end_loading()
        if command is not None:
            show_command()


def import_relative(importlib, name, globals, fromlist, level):
    # What importlib.__import__ does, with the messages and warnings of CPython's own __import__.
    full_name = absolute_name(name, package_of(globals), level)
    module = importlib._gcd_import(full_name)
    if fromlist:
        if hasattr(module, '__path__'):
            return importlib._handle_fromlist(module, fromlist, importlib._gcd_import)
        return module
    dot = name.find('.')
    if dot < 0:
        return module
    first = full_name[:len(full_name) - len(name) + dot]
    found = loaded_module(first)
    if found is None:
        raise KeyError(f'{first!r} not in sys.modules as expected')
    return found


def package_of(globals):
    package = globals.get('__package__')
    spec = globals.get('__spec__')
    if package is not None:
        if not isinstance(package, str):
            raise TypeError('package must be a string')
        if spec is not None and package != spec.parent:
            warn('__package__ != __spec__.parent', DeprecationWarning)
        return package
    if spec is not None:
        package = spec.parent
        if not isinstance(package, str):
            raise TypeError('__spec__.parent must be a string')
        return package
    warn("can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", ImportWarning)
    if '__name__' not in globals:
        raise KeyError("'__name__' not in globals")
    package = globals['__name__']
    if not isinstance(package, str):
        raise TypeError('__name__ must be a string')
    return package if '__path__' in globals else package.rpartition('.')[0]


def warn(message, category):
    import _warnings
    _warnings.warn(message, category)


def absolute_name(name, package, level):
    if not package:
        raise ImportError('attempted relative import with no known parent package')
    parts = package.rsplit('.', level - 1)
    if len(parts) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{parts[0]}.{name}' if name else parts[0]


# What a program given by -c was made of, until linecache is there to know its lines.
command = None


def remember_command(code, source):
    global command
    command = code, source
    show_command()


def show_command():
    global command
    linecache = loaded_module('linecache')
    register = getattr(linecache, '_register_code', None)
    if register is not None and command is not None:
        (code, source), command = command, None
        register(code, source, '<string>')


def import_star(module, namespace):
    try:
        names = module.__all__
        skip = False
    except AttributeError:
        try:
            names = module.__dict__
        except AttributeError:
            raise ImportError('from-import-* object has no __dict__ and no __all__')
        names = list(names)
        skip = True
    for name in names:
        if not isinstance(name, str):
            where = f'{module.__name__}.__dict__' if skip else f'{module.__name__}.__all__'
            kind = 'Key' if skip else 'Item'
            raise TypeError(f'{kind} in {where} must be str, not {type(name).__name__}')
        if skip and name.startswith('_'):
            continue
        namespace[name] = getattr(module, name)


def zip_hook(sys, external):
    # zipimport is imported when there is a file for it, and its class then takes the place of this hook.
    loading = False

    def zipimporter(path):
        nonlocal loading
        given = path
        while loading or not external._path_isfile(path):
            above = external._path_split(path)[0]
            if loading or above == path or external._path_isdir(path):
                raise ImportError('not a Zip file', path=path)
            path = above
        # What zipimport imports is not to be looked for in the file.
        loading = True
        try:
            from zipimport import zipimporter as hook
        finally:
            loading = False
        sys.path_hooks[:] = [hook if each is zipimporter else each for each in sys.path_hooks]
        return hook(given)
    return zipimporter


# How many modules are being loaded, one for the other.
level = 0


def tell_cached(name):
    # -X importtime=2
    tell_import(f'import time: cached    | cached     | {name.rjust(2 * level)}\n')


def tell_times(sys, importlib, tells_cached):
    # -X importtime. The time of a module that another one imports counts in the other's cumulative time alone.
    find_and_load = importlib._find_and_load
    inner = 0

    def _find_and_load(name, import_):
        global level
        nonlocal inner
        if sys.modules.get(name) is not None:
            if tells_cached:
                tell_cached(name)
            return find_and_load(name, import_)
        outer, inner = inner, 0
        level += 1
        began = import_clock()
        try:
            return find_and_load(name, import_)
        finally:
            total = import_clock() - began
            level -= 1
            own = -(-(total - inner) // 1000)
            tell_import(f'import time: {own:9} | {-(-total // 1000):10} | {"  " * level}{name}\n')
            inner = outer + total

    tell_import('import time: self [us] | cumulative | imported package\n')
    importlib._find_and_load = _find_and_load


def install(sys, imp, importlib, external):
    # As CPython's start-up does it, in its order.
    importlib._install(sys, imp)
    sys.modules['_frozen_importlib_external'] = external
    importlib._bootstrap_external = external
    external._install(importlib)
    sys.path_hooks.insert(0, zip_hook(sys, external))
    general = external.SourceLoader.get_code
    get_data = external.FileLoader.get_data
    cache_from_source = external.cache_from_source

    def get_code(self, fullname):
        # What is compiled is kept in files of our own. Where there is none the library's way reads and writes .pyc files, too.
        if type(self).get_data is not get_data:
            return general(self, fullname)
        path = self.get_filename(fullname)
        try:
            cached = cache_from_source(path)
        except NotImplementedError:
            return general(self, fullname)
        code = kept_code(path, cached)
        if code is None:
            code = general(self, fullname)
            keep_code(code, path, cached)
        return code

    external.SourceFileLoader.get_code = get_code
    detail = import_time()
    if detail > 0:
        tell_times(sys, importlib, detail > 1)
    set_planned_loader()
