import sys
import threading

first, second = threading.Event(), threading.Event()
found = []
events = []


def trace(frame, event, arg):
    if frame.f_code.co_name == 'traced':
        events.append(event)
    return trace


def traced():
    return 1


def check():
    found.append(sys.gettrace())
    traced()
    first.set()
    second.wait()
    found.append(sys.gettrace())
    traced()


t = threading.Thread(target=check)
t.start()
first.wait()
threading.settrace_all_threads(trace)
second.set()
t.join()
print(found == [None, trace], sys.gettrace() is trace, threading.gettrace() is trace)  # expect: True True True
threading.settrace_all_threads(None)
print(events, sys.gettrace())  # expect: ['call', 'line', 'return'] None
threading.setprofile_all_threads(trace)
print(sys.getprofile() is trace)  # expect: True
threading.setprofile_all_threads(None)
print(sys.getprofile())  # expect: None
