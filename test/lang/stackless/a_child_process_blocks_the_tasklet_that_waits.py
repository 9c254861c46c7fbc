import stackless
import subprocess
def child():
    done = subprocess.run('read line; echo "got $line"; echo wrong >&2; exit 3', shell=True, input=b'a line\n',
                          capture_output=True)
    print(done.returncode, done.stdout, done.stderr)
def other():
    print('meanwhile')
stackless.tasklet(child)()
stackless.tasklet(other)()
stackless.run()
# expect: meanwhile
# expect: 3 b'got a line\n' b'wrong\n'
try:
    subprocess.run(['/no/such/program'])
except FileNotFoundError as error:
    print(error)  # expect: [Errno 2] No such file or directory: '/no/such/program'
try:
    subprocess.run(['true'], cwd='/no/such/directory')
except FileNotFoundError as error:
    print(error.filename)  # expect: /no/such/directory
with subprocess.Popen(['sleep', '100']) as process:
    print(process.poll())  # expect: None
    process.terminate()
print(process.returncode)  # expect: -15
try:
    subprocess.run(['sleep', '100'], timeout=0.01)
except subprocess.TimeoutExpired as error:
    print(error)  # expect: Command '['sleep', '100']' timed out after 0.01 seconds
first = subprocess.Popen(['seq', '20000'], stdout=subprocess.PIPE)
last = subprocess.run(['tail', '-n', '1'], stdin=first.stdout, capture_output=True)
print(last.stdout, first.wait())  # expect: b'20000\n' 0
