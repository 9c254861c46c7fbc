# Ctrl-C raises KeyboardInterrupt whether or not the program has imported anything.
import signal
import subprocess
import sys

code = '''
import time
print('ready', flush=True)
time.sleep(30)
'''
pipe = subprocess.PIPE
child = subprocess.Popen([sys.executable, '-c', code], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
print(child.stdout.readline().strip())  # expect: ready
child.send_signal(signal.SIGINT)
output, error = child.communicate()
print(child.returncode, error.splitlines()[-1])  # expect: -2 KeyboardInterrupt
