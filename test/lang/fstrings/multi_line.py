x = 1
print(f'''{
    x
    + 1
}
{x:>3}|''', f'{
    x  # a comment
}')
# expect: 2
# expect:   1| 1
