// Calls of the system that CPython 3.14 in the browser has not: what they give was compared with CPython on Linux.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from '../support/interpreter.ts';

const folder = mkdtempSync(join(tmpdir(), 'stackless-posix-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(program: string): Promise<string[]> {
  const path = join(folder, 'program.py');
  writeFileSync(path, program);
  const { stdout, stderr } = await runCommand([path], { cwd: folder });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

it('starts other programs and waits for them', async () => {
  const program = `
import os
print(os.system('exit 3'), os.spawnv(os.P_WAIT, '/bin/sh', ['sh', '-c', 'exit 4']))
print(os.spawnlp(os.P_WAIT, 'sh', 'sh', '-c', 'kill -9 $$'))
actions = [(os.POSIX_SPAWN_OPEN, 1, 'out', os.O_CREAT | os.O_WRONLY, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)]
pid = os.posix_spawn('/bin/sh', ['sh', '-c', 'echo $X; echo error >&2; exit 5'], {'X': 'y'}, file_actions=actions)
print(os.waitid(os.P_PID, pid, os.WEXITED)[2:])
print(open('out').read().split())
os.environ['Z'] = 'z'
os.execvp('sh', ['sh', '-c', 'echo $Z $0'])`;
  expect(await run(program)).toEqual(['768 4', '-9', '(17, 5, 1)', "['y', 'error']", 'z sh']);
});

it('raises what cannot become this process', async () => {
  const program = `
import os
for name, text, mode in ('text', 'words', 0o755), ('script', '#! /nonexistent -x', 0o755), ('unfit', '#!/bin/sh', 0o644):
    with open(name, 'w') as file: file.write(text)
    os.chmod(name, mode)
for name in './missing', './text/inside', './script', './unfit', '.':
    try: os.execv(name, ['x'])
    except OSError as error: print(error.strerror)`;
  expect(await run(program)).toEqual([
    'No such file or directory',
    'Not a directory',
    'No such file or directory',
    'Permission denied',
    'Permission denied',
  ]);
});

it('takes descriptors for directories', async () => {
  const program = `
import os, shutil
os.mkdir('folder')
fd = os.open('folder', os.O_RDONLY)
os.close(os.open('file', os.O_CREAT, dir_fd=fd))
os.mkdir('inner', dir_fd=fd)
os.symlink('file', 'link', dir_fd=fd)
os.rename('file', 'other', src_dir_fd=fd, dst_dir_fd=fd)
print(sorted(os.listdir(fd)), sorted(e.name for e in os.scandir(fd) if e.is_dir()), os.readlink('link', dir_fd=fd))
print(os.stat('other', dir_fd=fd).st_size, os.path.exists('folder/link'), os.access('other', os.R_OK, dir_fd=fd))
os.chdir(fd)
print(os.path.basename(os.getcwd()))
os.chdir('..')
shutil.rmtree('folder')
print(os.path.exists('folder'), os.rmdir in os.supports_dir_fd, os.listdir in os.supports_fd)
try: os.stat('x', dir_fd=999)
except OSError as e: print(e)`;
  expect(await run(program)).toEqual([
    "['inner', 'link', 'other'] ['inner'] file",
    '0 False True',
    'folder',
    'False True True',
    "[Errno 9] Bad file descriptor: 'x'",
  ]);
});

it('changes what is known of files', async () => {
  const program = `
import os, stat
open('file', 'w').close()
os.utime('file', (1, 2)); print(os.stat('file').st_atime, os.stat('file').st_mtime)
os.utime('file', ns=(3_000_000_000, 4_000_000_000)); print(os.stat('file').st_mtime)
os.fchmod(os.open('file', 0), 0o600); print(oct(os.stat('file').st_mode))
os.chown('file', os.getuid(), -1)
os.mkfifo('fifo'); print(stat.filemode(os.stat('fifo').st_mode & 0o170700))
print(os.statvfs('.').f_namemax, os.pathconf('.', 'PC_PATH_MAX'), os.major(os.makedev(5, 300)), os.minor(os.makedev(5, 300)))
print(os.writev(1, [b'ab', b'cd\\n']))
fd = os.open('file', os.O_RDWR)
print(os.pwritev(fd, [b'one', b'two'], 1), os.preadv(fd, [a := bytearray(2), b := bytearray(9)], 0), a, b)
for call in (lambda: os.utime('file', (1, 2), ns=(1, 2)), lambda: os.ttyname(fd), lambda: os.mkfifo('fifo'), lambda: os.chmod('no', 0)):
    try: call()
    except Exception as e: print(e)`;
  expect(await run(program)).toEqual([
    '1.0 2.0',
    '4.0',
    '0o100600',
    'prw-------',
    '255 4096 5 300',
    'abcd',
    '5',
    "6 7 bytearray(b'\\x00o') bytearray(b'netwo\\x00\\x00\\x00\\x00')",
    "utime: you may specify either 'times' or 'ns' but not both",
    '[Errno 25] Inappropriate ioctl for device',
    "[Errno 17] File exists: 'fifo'",
    "[Errno 2] No such file or directory: 'no'",
  ]);
});

it('tells whose process this is, and its limits', async () => {
  const program = `
import os, resource
print(os.getresuid() == (os.getuid(),) * 3, isinstance(os.getgroups(), list), len(os.getloadavg()), os.nice(0) == os.getpriority(0, 0))
print(len(os.sched_getaffinity(0)) > 0, os.sched_get_priority_max(os.SCHED_FIFO), os.uname().sysname, os.getgrouplist('nobody', 7)[0])
resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); print(resource.getrlimit(resource.RLIMIT_CORE))
os.system('true'); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime >= 0)
try: resource.setrlimit(resource.RLIMIT_CORE, (2, 1))
except ValueError as e: print(e)`;
  expect(await run(program)).toEqual([
    'True True 3 True',
    'True 99 Linux 7',
    '(0, 0)',
    'True',
    'current limit exceeds maximum limit',
  ]);
});

it('tells audit hooks what happens', async () => {
  const program = `
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append((event, args)) if event.startswith(('own', 'sys.add', 'os.sys')) else None)
sys.audit('own', 1, 2)
def refuse(event, args):
    if event == 'sys.addaudithook': raise ValueError
sys.addaudithook(refuse)
sys.addaudithook(lambda *a: seen.append('never'))
import os
os.system('true')
print(seen)`;
  expect(await run(program)).toEqual([
    "[('own', (1, 2)), ('sys.addaudithook', ()), ('sys.addaudithook', ()), ('os.system', ('true',))]",
  ]);
});

it('takes numbers as far as C has them', async () => {
  const program = `
import os
def attempt(call):
    try: print(call())
    except (OSError, OverflowError, TypeError, ValueError) as error: print(type(error).__name__, error)
attempt(lambda: os.close(2 ** 31))
attempt(lambda: os.stat(-2 ** 40))
attempt(lambda: os.mkdir('/', dir_fd=2 ** 40))
attempt(lambda: os.read(0, 2 ** 70))
attempt(lambda: os.lseek(0, 2 ** 64, 0))
attempt(lambda: os.setuid(2 ** 32))
attempt(lambda: os.setgid(2 ** 64))
attempt(lambda: os.fsync('a'))
attempt(lambda: os.fsync(-1))
attempt(lambda: os.putenv('a=b', 'c'))
attempt(lambda: os.unsetenv(''))
attempt(lambda: os.truncate('/dev/null', -1))
attempt(lambda: os.utime('/dev/null', (float('nan'), 1)))
attempt(lambda: os.sched_setaffinity(0, [-1]))`;
  expect(await run(program)).toEqual([
    'OverflowError Python int too large to convert to C int',
    'OverflowError fd is less than minimum',
    'OverflowError fd is greater than maximum',
    'OverflowError Python int too large to convert to C ssize_t',
    'OverflowError Python int too large to convert to C long',
    'OverflowError uid is less than minimum',
    'OverflowError gid is greater than maximum',
    'TypeError argument must be an int, or have a fileno() method.',
    'ValueError file descriptor cannot be a negative integer (-1)',
    'ValueError illegal environment variable name',
    'OSError [Errno 22] Invalid argument',
    "OSError [Errno 22] Invalid argument: '/dev/null'",
    'ValueError Invalid value NaN (not a number)',
    'ValueError negative CPU number',
  ]);
});

it('takes and gives names that are no UTF-8', async () => {
  const program = `
import os
name = b'a\\xff\\xc3\\xa9'
text = os.fsdecode(name)
os.mkdir('plain')
with open(b'plain/' + name, 'w') as file: file.write('x')
print(ascii(os.listdir('plain')), os.listdir(b'plain'), os.path.getsize('plain/' + text))
os.symlink(text, 'link')
print(os.readlink(b'link'), ascii(os.readlink('link')))
os.mkdir(name)
os.chdir(text)
print(ascii(os.getcwd())[-12:], os.getcwdb()[-4:], ascii(os.path.realpath('.'))[-12:])
try: os.stat('\\ud800')
except UnicodeEncodeError as error: print(error)`;
  expect(await run(program)).toEqual([
    "['a\\udcff\\xe9'] [b'a\\xff\\xc3\\xa9'] 1",
    "b'a\\xff\\xc3\\xa9' 'a\\udcff\\xe9'",
    "a\\udcff\\xe9' b'a\\xff\\xc3\\xa9' a\\udcff\\xe9'",
    "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed",
  ]);
});

it('sets times before the epoch, and microseconds exactly', async () => {
  const program = `
import os
open('file', 'w').close()
os.utime('file', (-1.5, 4.005006001))
print(os.stat('file').st_atime_ns // 1000, os.stat('file').st_mtime_ns // 1000)
os.utime('file', ns=(-2_000_001_000, 1_700_000_000_123_456_000))
print(os.stat('file').st_atime_ns // 1000, os.stat('file').st_mtime_ns // 1000)`;
  expect(await run(program)).toEqual(['-1500000 4005006', '-2000001 1700000000123456']);
});

it('warns of bools that stand for descriptors', async () => {
  const program = `
import os, warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for call in os.stat, os.fsync, os.listdir, os.truncate:
        try: call(*[False, 0][:1 + (call is os.truncate)])
        except OSError: pass
print([(str(w.message), os.path.basename(w.filename)) for w in seen] == [('bool is used as a file descriptor', 'program.py')] * 4)`;
  expect(await run(program)).toEqual(['True']);
});

it('ends at SIGUSR1, of which the host would make something else', async () => {
  const program = `
import os, subprocess, sys
print(subprocess.run([sys.executable, '-c', 'import os, time; os.kill(os.getpid(), 10); time.sleep(9)']).returncode)`;
  expect(await run(program)).toEqual(['-10']);
});

it('links what a symbolic link points to', async () => {
  const program = `
import os
open('target', 'w').close()
os.symlink('target', 'soft')
os.link('soft', 'hard')
os.link('soft', 'other', follow_symlinks=False)
print(os.path.islink('hard'), os.path.samefile('hard', 'target'), os.path.islink('other'))`;
  expect(await run(program)).toEqual(['False True True']);
});

it('gives a child its files and groups', async () => {
  const program = `
import os, subprocess, sys, _posixsubprocess
with open(os.devnull, 'r+') as file:
    print(subprocess.Popen(['true'], stdin=file, stdout=file).wait(), file.seek(10), file.tell())
if os.getuid() == 0:
    before = os.getgroups()
    groups = subprocess.check_output([sys.executable, '-c', 'import os; print(os.getgroups())'], extra_groups=[5, 77])
    print(groups.decode().strip(), os.getgroups() == before)
else:
    print('[5, 77] True')
for fds in (-1, 2), (5, 4), (6, 6), ('a',):
    try:
        _posixsubprocess.fork_exec([b'false'], [b'false'], True, fds, None, [], -1, -1, -1, -1, 1, 2, 3, 4, True, True, 0,
                                   None, None, None, -1, None)
    except ValueError as error: print(error)
reading, writing = os.pipe()
os.set_inheritable(reading, True)
os.set_inheritable(writing, True)
code = 'import os, sys; print([os.fstat(int(fd)).st_size for fd in sys.argv[1:]])'
print(subprocess.check_output([sys.executable, '-c', code, str(reading), str(writing)], pass_fds=(reading, writing)))`;
  expect(await run(program)).toEqual([
    '0 10 0',
    '[5, 77] True',
    ...Array.from({ length: 4 }, () => 'bad value(s) in fds_to_keep'),
    "b'[0, 0]\\n'",
  ]);
});

it('takes limits of any size', async () => {
  const program = `
import resource
def attempt(call, *args):
    try: print(call(*args))
    except (OSError, OverflowError, TypeError, ValueError) as error: print(type(error).__name__, error)
attempt(resource.setrlimit, resource.RLIMIT_FSIZE, (2 ** 63 - 5, -1))
attempt(resource.getrlimit, resource.RLIMIT_FSIZE)
attempt(resource.setrlimit, resource.RLIMIT_FSIZE, [-1, -1])
attempt(resource.setrlimit, resource.RLIMIT_FSIZE, (-5, -1))
attempt(resource.setrlimit, resource.RLIMIT_FSIZE, (1,))
attempt(resource.setrlimit, resource.RLIMIT_FSIZE, 1)
attempt(resource.prlimit, -1, resource.RLIMIT_AS)`;
  expect(await run(program)).toEqual([
    'None',
    '(9223372036854775803, -1)',
    'None',
    'ValueError Cannot convert negative int',
    'ValueError expected a tuple of 2 integers',
    "TypeError 'int' object is not iterable",
    'ProcessLookupError [Errno 3] No such process',
  ]);
});

it('knows the scopes of addresses by name and number', async () => {
  const program = `
import socket
print(socket.getaddrinfo('ff02::1%lo', 1234, socket.AF_INET6, socket.SOCK_DGRAM)[0][4])
print(socket.getnameinfo(('ff02::1', 1234, 0, 1), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.getnameinfo(('2001:db8::1', 1234, 0, 1), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.CMSG_LEN(5), socket.CMSG_SPACE(5), socket.CMSG_SPACE(9))
for call in socket.CMSG_LEN, socket.CMSG_SPACE:
    try: call(0x7fffffff - 15)
    except OverflowError as error: print(error)`;
  expect(await run(program)).toEqual([
    "('ff02::1', 1234, 0, 1)",
    "('ff02::1%lo', '1234')",
    "('2001:db8::1%1', '1234')",
    '21 24 32',
    'CMSG_LEN() argument out of range',
    'CMSG_SPACE() argument out of range',
  ]);
});
