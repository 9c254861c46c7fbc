s = {1}
for k in s:  # expect error: RuntimeError: Set changed size during iteration
    s.add(2)
