import sysconfig

print(sysconfig.get_config_var('Py_DEBUG'), sysconfig.get_config_var('Py_GIL_DISABLED'))  # expect: 0 0
print(sysconfig.get_config_var('VERSION'), sysconfig.get_config_var('no such thing'))  # expect: 3.14 None
print(sysconfig.get_config_var('prefix') == sysconfig.get_config_vars()['prefix'])  # expect: True
