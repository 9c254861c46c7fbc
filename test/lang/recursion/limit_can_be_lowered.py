import sys
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
sys.setrecursionlimit(200)
print(100 < depth(0) <= 200, sys.getrecursionlimit())  # expect: True 200
sys.setrecursionlimit(0)  # expect error: ValueError: recursion limit must be greater or equal than 1
