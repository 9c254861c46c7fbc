d = {1: 1}
for k in d:  # expect error: RuntimeError: dictionary changed size during iteration
    d[2] = 2
