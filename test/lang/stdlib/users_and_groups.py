# Written by hand: the oracle has no users. The same on CPython 3.11 for Linux, but for the argument that getgrnam names.
import grp
import pwd

print(pwd.getpwuid(0).pw_name, pwd.getpwnam('root').pw_uid)
print(grp.getgrgid(0).gr_name, grp.getgrnam('root').gr_gid)
for function, argument in (
    (pwd.getpwuid, 99999), (pwd.getpwuid, 'a'), (pwd.getpwnam, 'x y'), (pwd.getpwnam, 3), (grp.getgrgid, 99999),
    (grp.getgrnam, "x'"), (grp.getgrnam, None), (pwd.getpwnam, 'a\0'),
):
    try:
        function(argument)
    except Exception as error:
        print(type(error).__name__, error)
# expect: root 0
# expect: root 0
# expect: KeyError 'getpwuid(): uid not found: 99999'
# expect: TypeError uid should be integer, not str
# expect: KeyError "getpwnam(): name not found: 'x y'"
# expect: TypeError getpwnam() argument must be str, not int
# expect: KeyError 'getgrgid(): gid not found: 99999'
# expect: KeyError 'getgrnam(): name not found: "x\'"'
# expect: TypeError getgrnam() argument 'name' must be str, not None
# expect: ValueError embedded null byte
