print(repr('a'), repr("it's"), repr('"'), repr('\'"'), repr('\n\t\\\x00\x7f\xa0é\u2028'))  # expect: 'a' "it's" '"' '\'"' '\n\t\\\x00\x7f\xa0é\u2028'
