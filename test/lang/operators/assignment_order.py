def t(n):
    print(n, end=' ')
    return {}
t('target')[t('key') and 0] = t('value') and 1  # expect error: TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')
# expect: value target key 
