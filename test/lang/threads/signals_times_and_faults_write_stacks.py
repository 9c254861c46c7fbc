# faulthandler writes where the threads are when a signal comes, after a time, and when the process ends by a fault.
import faulthandler
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

out = tempfile.TemporaryFile('w+')


def show():
    out.seek(0)
    print(shown(out.read()))
    clear()


def clear():
    out.seek(0)
    out.truncate()


def shown(text):
    text = re.sub('0x[0-9a-f]+', 'ID', text).replace(os.path.abspath(__file__), __file__)
    return re.sub(r'(File ".*?)([^"/]*)", line (\d+)', r'\2, \3', text).rstrip('\n')


def send():
    os.kill(os.getpid(), signal.SIGUSR1)


def wait():
    time.sleep(0.1)


def work():
    end = time.monotonic() + 0.1
    while time.monotonic() < end:
        pass


def handler(number, frame):
    print('handler', number)


lock = threading.Lock()


def wait_for_lock():
    lock.acquire()


def main():
    print('In place of the handler.')
    signal.signal(signal.SIGUSR1, handler)
    faulthandler.register(signal.SIGUSR1, out, all_threads=False)
    send()
    show()
    print('In front of it.')
    faulthandler.register(signal.SIGUSR1, out, chain=True)
    send()
    show()
    print('Who sets another handler sets this aside.')
    signal.signal(signal.SIGUSR1, handler)
    send()
    show()
    print(faulthandler.unregister(signal.SIGUSR1))
    print('A signal that is blocked comes later.')
    faulthandler.register(signal.SIGUSR1, out, all_threads=False)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    send()
    print(out.tell())
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    show()
    print('From outside, and from a timer.')
    process = subprocess.Popen(['kill', '-USR1', str(os.getpid())])
    process.wait()
    wait()
    print(bool(out.seek(0, 2)))
    clear()
    faulthandler.register(signal.SIGALRM, out, all_threads=False)
    signal.setitimer(signal.ITIMER_REAL, 0.03)
    work()
    show()
    faulthandler.unregister(signal.SIGUSR1)
    faulthandler.unregister(signal.SIGALRM)
    print('After a time.')
    faulthandler.dump_traceback_later(0.03, file=out)
    work()
    show()
    lock.acquire()
    thread = threading.Thread(target=wait_for_lock, name='of a long name \u00e9')
    thread.start()
    faulthandler.dump_traceback_later(0.06, repeat=True, file=out)
    wait()
    faulthandler.cancel_dump_traceback_later()
    wait()
    show()
    lock.release()
    thread.join()


main()
# expect: In place of the handler.
# expect: Stack (most recent call first):
# expect:   signals_times_and_faults_write_stacks.py, 32 in send
# expect:   signals_times_and_faults_write_stacks.py, 60 in main
# expect:   signals_times_and_faults_write_stacks.py, 106 in <module>
# expect: In front of it.
# expect: handler 10
# expect: Current thread ID [stackless] (most recent call first):
# expect:   signals_times_and_faults_write_stacks.py, 32 in send
# expect:   signals_times_and_faults_write_stacks.py, 64 in main
# expect:   signals_times_and_faults_write_stacks.py, 106 in <module>
# expect: Who sets another handler sets this aside.
# expect: handler 10
# expect:
# expect: True
# expect: A signal that is blocked comes later.
# expect: 0
# expect: Stack (most recent call first):
# expect:   signal.py, 71 in pthread_sigmask
# expect:   signals_times_and_faults_write_stacks.py, 76 in main
# expect:   signals_times_and_faults_write_stacks.py, 106 in <module>
# expect: From outside, and from a timer.
# expect: True
# expect: Stack (most recent call first):
# expect:   signals_times_and_faults_write_stacks.py, 41 in work
# expect:   signals_times_and_faults_write_stacks.py, 86 in main
# expect:   signals_times_and_faults_write_stacks.py, 106 in <module>
# expect: After a time.
# expect: Timeout (0:00:00.030000)!
# expect: Thread ID [stackless] (most recent call first):
# expect:   signals_times_and_faults_write_stacks.py, 41 in work
# expect:   signals_times_and_faults_write_stacks.py, 92 in main
# expect:   signals_times_and_faults_write_stacks.py, 106 in <module>
# expect: Timeout (0:00:00.060000)!
# expect: Thread ID [of a long name ] (most recent call first):
# expect:   signals_times_and_faults_write_stacks.py, 53 in wait_for_lock
# expect:   threading.py, 1024 in run
# expect:   threading.py, 1082 in _bootstrap_inner
# expect:   threading.py, 1044 in _bootstrap
# expect:
# expect: Thread ID [stackless] (most recent call first):
# expect:   signals_times_and_faults_write_stacks.py, 36 in wait
# expect:   signals_times_and_faults_write_stacks.py, 98 in main
# expect:   signals_times_and_faults_write_stacks.py, 106 in <module>


# Faults that the program sends itself end the process, as those that the system finds would.
FAULTS = [
    '_sigsegv()', '_sigfpe()', '_sigabrt()', '_read_null()', 'disable(); faulthandler._sigsegv()',
    '_fatal_error_c_thread()', 'is_enabled(); os.abort()', 'is_enabled(); os.kill(os.getpid(), 7)',
    'is_enabled(); signal.raise_signal(4)', 'dump_traceback_later(0.05, exit=True); time.sleep(10)',
]


def fail(fault):
    program = f'import faulthandler, os, signal, time\nfaulthandler.enable(all_threads=False)\nfaulthandler.{fault}'
    done = subprocess.run([sys.executable, '-c', program], capture_output=True, text=True)
    print(fault, done.returncode, *shown(done.stderr).split('\n'), sep='|')


for fault in FAULTS:
    fail(fault)
# expect: _sigsegv()|-11|Fatal Python error: Segmentation fault||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: _sigfpe()|-8|Fatal Python error: Floating-point exception||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: _sigabrt()|-6|Fatal Python error: Aborted||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: _read_null()|-11|Fatal Python error: Segmentation fault||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: disable(); faulthandler._sigsegv()|-11|
# expect: _fatal_error_c_thread()|-6|Fatal Python error: faulthandler_fatal_error_thread: in new thread|Python runtime state: initialized||Thread ID [stackless] (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: is_enabled(); os.abort()|-6|Fatal Python error: Aborted||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: is_enabled(); os.kill(os.getpid(), 7)|-7|Fatal Python error: Bus error||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: is_enabled(); signal.raise_signal(4)|-4|Fatal Python error: Illegal instruction||Stack (most recent call first):|  <string>, 3 in <module>||Current thread's C stack trace (most recent call first):|  <cannot get C stack on this system>
# expect: dump_traceback_later(0.05, exit=True); time.sleep(10)|1|Timeout (0:00:00.050000)!|Thread ID [stackless] (most recent call first):|  <string>, 3 in <module>
