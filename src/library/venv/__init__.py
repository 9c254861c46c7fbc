"""Virtual environments: directories with an interpreter of their own, and packages of their own.

The class EnvBuilder has CPython's interface. An environment's interpreter is a symbolic link to this one, which knows by the
file pyvenv.cfg beside it that it has been called there.
"""
import logging
import os
import shutil
import subprocess
import sys
import sysconfig
import types

CORE_VENV_DEPS = ('pip',)
logger = logging.getLogger(__name__)

# For shells like bash: `. bin/activate` puts the environment's commands first, and `deactivate` undoes it.
ACTIVATE = '''\
deactivate() {
    if [ -n "${VENV_SAVED_PATH+set}" ]; then PATH=$VENV_SAVED_PATH; fi
    if [ -n "${VENV_SAVED_HOME+set}" ]; then PYTHONHOME=$VENV_SAVED_HOME; export PYTHONHOME; fi
    if [ -n "${VENV_SAVED_PS1+set}" ]; then PS1=$VENV_SAVED_PS1; fi
    unset VENV_SAVED_PATH VENV_SAVED_HOME VENV_SAVED_PS1 VIRTUAL_ENV VIRTUAL_ENV_PROMPT
    if [ "${1-}" != again ]; then unset -f deactivate; fi
    hash -r 2>/dev/null
}

deactivate again
VIRTUAL_ENV=__VENV_DIR__
VIRTUAL_ENV_PROMPT=__VENV_PROMPT__
VENV_SAVED_PATH=$PATH
PATH=$VIRTUAL_ENV/__VENV_BIN_NAME__:$PATH
export PATH VIRTUAL_ENV VIRTUAL_ENV_PROMPT
if [ -n "${PYTHONHOME-}" ]; then
    VENV_SAVED_HOME=$PYTHONHOME
    unset PYTHONHOME
fi
if [ -z "${VIRTUAL_ENV_DISABLE_PROMPT-}" ]; then
    VENV_SAVED_PS1=${PS1-}
    PS1="($VIRTUAL_ENV_PROMPT) ${PS1-}"
fi
hash -r 2>/dev/null
'''


class EnvBuilder:
    """Makes environments. `create` calls the other methods, each of which a subclass may replace."""

    def __init__(self, system_site_packages=False, clear=False, symlinks=False, upgrade=False, with_pip=False,
                 prompt=None, upgrade_deps=False, *, scm_ignore_files=frozenset()):
        self.system_site_packages = system_site_packages
        self.clear = clear
        self.symlinks = symlinks
        self.upgrade = upgrade
        self.with_pip = with_pip
        self.orig_prompt = prompt
        if prompt == '.':
            prompt = os.path.basename(os.getcwd())
        self.prompt = prompt
        self.upgrade_deps = upgrade_deps
        self.scm_ignore_files = frozenset(map(str.lower, scm_ignore_files))

    def create(self, env_dir):
        context = self.ensure_directories(os.path.abspath(env_dir))
        for name in self.scm_ignore_files:
            getattr(self, f'create_{name}_ignore_file')(context)
        # pip is to be installed also where the system has one.
        shares, self.system_site_packages = self.system_site_packages, False
        try:
            self.create_configuration(context)
            self.setup_python(context)
            if self.with_pip:
                self._setup_pip(context)
        finally:
            self.system_site_packages = shares
        if not self.upgrade:
            self.setup_scripts(context)
            self.post_setup(context)
        if shares:
            self.create_configuration(context)
        if self.upgrade_deps:
            self.upgrade_dependencies(context)

    def clear_directory(self, path):
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry)
                else:
                    os.remove(entry)

    def ensure_directories(self, env_dir):
        if os.pathsep in os.fspath(env_dir):
            raise ValueError(f'Refusing to create a venv in {env_dir} because it contains the PATH separator '
                             f'{os.pathsep}.')
        if os.path.exists(env_dir) and self.clear:
            self.clear_directory(env_dir)
        context = types.SimpleNamespace()
        context.env_dir = env_dir
        context.env_name = os.path.split(env_dir)[1]
        context.prompt = context.env_name if self.prompt is None else self.prompt
        executable = sys._base_executable
        if not executable:
            raise ValueError('Unable to determine path to the running Python interpreter. Provide an explicit path or '
                             'check that your PATH environment variable is correctly set.')
        context.executable = executable
        context.python_dir, context.python_exe = os.path.split(os.path.abspath(executable))
        context.inc_path = os.path.join(env_dir, 'include', f'python{sysconfig.get_python_version()}')
        context.lib_path = os.path.join(env_dir, 'lib', f'python{sysconfig.get_python_version()}', 'site-packages')
        context.bin_name = 'bin'
        context.bin_path = os.path.join(env_dir, 'bin')
        context.env_exe = os.path.join(context.bin_path, 'python')
        context.env_exec_cmd = context.env_exe
        for folder in (env_dir, context.inc_path, context.lib_path, context.bin_path):
            if os.path.islink(folder) or os.path.isfile(folder):
                raise ValueError(f'Unable to create directory {folder!r}')
            os.makedirs(folder, exist_ok=True)
        return context

    def create_configuration(self, context):
        context.cfg_path = path = os.path.join(context.env_dir, 'pyvenv.cfg')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(f'home = {context.python_dir}\n')
            f.write(f'include-system-site-packages = {"true" if self.system_site_packages else "false"}\n')
            f.write(f'version = {sys.version_info[0]}.{sys.version_info[1]}.{sys.version_info[2]}\n')
            if self.prompt is not None:
                f.write(f'prompt = {self.prompt!r}\n')
            f.write(f'executable = {os.path.realpath(sys.executable)}\n')
            args = [] if not self.system_site_packages else ['--system-site-packages']
            if not self.with_pip:
                args.append('--without-pip')
            if self.clear:
                args.append('--clear')
            if self.upgrade:
                args.append('--upgrade')
            args.append(context.env_dir)
            f.write(f'command = {sys.executable} -m venv {" ".join(args)}\n')

    def create_git_ignore_file(self, context):
        path = os.path.join(context.env_dir, '.gitignore')
        with open(path, 'w', encoding='utf-8') as f:
            f.write('# Created by venv; see https://docs.python.org/3/library/venv.html\n*\n')

    def setup_python(self, context):
        # A copy of the command would not find the rest of the build.
        for name in ('python', 'python3', f'python3.{sys.version_info[1]}'):
            path = os.path.join(context.bin_path, name)
            if os.path.lexists(path):
                if not self.upgrade:
                    continue
                os.remove(path)
            os.symlink(os.path.realpath(context.executable) if name == 'python' else 'python', path)

    def _setup_pip(self, context):
        self._call_new_python(context, '-m', 'ensurepip', '--upgrade', '--default-pip', stderr=subprocess.STDOUT)

    def _call_new_python(self, context, *py_args, **kwargs):
        env = kwargs['env'] = os.environ.copy()
        env['VIRTUAL_ENV'] = context.env_dir
        env.pop('PYTHONHOME', None)
        env.pop('PYTHONPATH', None)
        kwargs['cwd'] = context.env_dir
        subprocess.check_output([context.env_exec_cmd, *py_args], **kwargs)

    def setup_scripts(self, context):
        path = os.path.join(context.bin_path, 'activate')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(self.replace_variables(ACTIVATE, context))

    def replace_variables(self, text, context):
        import shlex
        for name, value in (('__VENV_DIR__', context.env_dir), ('__VENV_PROMPT__', context.prompt)):
            text = text.replace(f'={name}', f'={shlex.quote(value)}').replace(name, value)
        return text.replace('__VENV_BIN_NAME__', context.bin_name)

    def post_setup(self, context):
        pass

    def upgrade_dependencies(self, context):
        self._call_new_python(context, '-m', 'pip', 'install', '--upgrade', *CORE_VENV_DEPS)


def create(env_dir, system_site_packages=False, clear=False, symlinks=False, with_pip=False, prompt=None,
           upgrade_deps=False, *, scm_ignore_files=frozenset()):
    """Creates an environment in a directory."""
    EnvBuilder(system_site_packages=system_site_packages, clear=clear, symlinks=symlinks, with_pip=with_pip,
               prompt=prompt, upgrade_deps=upgrade_deps, scm_ignore_files=scm_ignore_files).create(env_dir)


def main(args=None):
    import argparse
    import importlib.util
    parser = argparse.ArgumentParser(prog='python -m venv', description='Creates virtual Python environments in one or '
                                     'more target directories.')
    parser.add_argument('dirs', metavar='ENV_DIR', nargs='+', help='A directory to create the environment in.')
    parser.add_argument('--system-site-packages', default=False, action='store_true', dest='system_site',
                        help='Give the virtual environment access to the system site-packages dir.')
    group = parser.add_mutually_exclusive_group()
    group.add_argument('--symlinks', default=True, action='store_true', dest='symlinks', help='Use symlinks (always).')
    group.add_argument('--copies', action='store_false', dest='symlinks', help='Copies cannot be made: symlinks.')
    parser.add_argument('--clear', default=False, action='store_true', dest='clear',
                        help='Delete the contents of the environment directory if it already exists.')
    parser.add_argument('--upgrade', default=False, action='store_true', dest='upgrade',
                        help='Upgrade the environment directory to use this version of Python.')
    parser.add_argument('--without-pip', dest='with_pip', default=True, action='store_false',
                        help='Skips installing or upgrading pip in the virtual environment.')
    parser.add_argument('--prompt', help='Provides an alternative prompt prefix for this environment.')
    parser.add_argument('--upgrade-deps', default=False, action='store_true', dest='upgrade_deps',
                        help=f'Upgrade core dependencies ({", ".join(CORE_VENV_DEPS)}) to the latest version in PyPI.')
    parser.add_argument('--without-scm-ignore-files', dest='scm_ignore_files', action='store_const',
                        const=frozenset(), default=frozenset(['git']), help='Skips adding SCM ignore files.')
    options = parser.parse_args(args)
    if options.upgrade and options.clear:
        raise ValueError('you cannot supply --upgrade and --clear together.')
    # Where nothing could install pip the environment is made without.
    with_pip = options.with_pip and importlib.util.find_spec('ensurepip') is not None
    builder = EnvBuilder(system_site_packages=options.system_site, clear=options.clear, symlinks=options.symlinks,
                         upgrade=options.upgrade, with_pip=with_pip, prompt=options.prompt,
                         upgrade_deps=options.upgrade_deps, scm_ignore_files=options.scm_ignore_files)
    for folder in options.dirs:
        builder.create(folder)
