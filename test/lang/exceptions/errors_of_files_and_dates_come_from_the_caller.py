import datetime
import traceback


def entries(function, *args):
    try:
        function(*args)
    except Exception as error:
        print(type(error).__name__, len(traceback.extract_tb(error.__traceback__)))


entries(open, '/nonexistent/file')  # expect: FileNotFoundError 1
entries(datetime.date, 2020, 13, 1)  # expect: ValueError 1
entries(datetime.datetime.fromisoformat, 'x')  # expect: ValueError 1
