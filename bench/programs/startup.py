"""Start-up: nothing but a line of output. Its time is that of the whole process."""

print('started')
# result: started
