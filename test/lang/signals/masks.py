# Signals that a thread blocks are kept until it lets them through, or waits for them.
import os
import signal
import subprocess
import sys
import threading

seen = []
signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1}))  # expect: set()
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
print(seen, signal.sigpending())  # expect: [] {<Signals.SIGUSR1: 10>}
print(signal.pthread_sigmask(signal.SIG_SETMASK, []), seen, signal.sigpending())  # expect: {<Signals.SIGUSR1: 10>} [10] set()

# Another thread does not block it.
thread = threading.Thread(target=signal.pthread_sigmask, args=(signal.SIG_BLOCK, {signal.SIGUSR1}))
thread.start()
thread.join()
signal.raise_signal(signal.SIGUSR1)
print(seen, signal.pthread_sigmask(signal.SIG_BLOCK, []))  # expect: [10, 10] set()

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGUSR2, signal.SIGKILL})
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(signal.sigwait({signal.SIGALRM, signal.SIGUSR2}), signal.sigpending())  # expect: 14 set()
signal.pthread_kill(threading.get_ident(), signal.SIGUSR2)
info = signal.sigwaitinfo({signal.SIGUSR2})
print(info.si_signo, info.si_code, info.si_pid == os.getpid())  # expect: 12 0 True
print(signal.sigtimedwait({signal.SIGUSR2}, 0.01), signal.sigtimedwait([signal.SIGUSR2], 0))  # expect: None None

# What had been kept does what it does by default.
code = '''
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
os.kill(os.getpid(), signal.SIGTERM)
print('still here', flush=True)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
print('not here')
'''
done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)
print(done.stdout.strip(), done.returncode)  # expect: still here -15

for wrong in (
    lambda: signal.pthread_sigmask(5, []),
    lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [100]),
    lambda: signal.pthread_sigmask(signal.SIG_BLOCK, 1),
    lambda: signal.sigwait(['a']),
    lambda: signal.sigtimedwait([1], -1),
    lambda: signal.signal(signal.SIGKILL, signal.SIG_IGN),
    lambda: signal.strsignal(65),
    lambda: signal.setitimer(9, 1),
):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
# expect: OSError [Errno 22] Invalid argument
# expect: ValueError signal number 100 out of range [1; 64]
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError timeout must be non-negative
# expect: OSError [Errno 22] Invalid argument
# expect: ValueError signal number out of range
# expect: itimer_error [Errno 22] Invalid argument
