import dbm.dumb
import os
import shelve
import tempfile

with tempfile.TemporaryDirectory() as directory:
    path = os.path.join(directory, 'db')
    try:
        dbm.open(path)
    except dbm.error as e:
        print(e)  # expect: db file doesn't exist; use 'c' or 'n' flag to create a new db
    with dbm.dumb.open(path, 'c') as db:
        db['a'] = 'one'
        db[b'b'] = b'x' * 600
        db['a'] = b'y' * 513
        print(sorted(db.keys()), len(db), b'b' in db, db.get('c'))  # expect: [b'a', b'b'] 2 True None
    print(dbm.whichdb(path))  # expect: dbm.dumb
    print(open(path + '.dir').readlines())  # expect: ["'a', (1536, 513)\n", "'b', (512, 600)\n"]
    with dbm.open(path, 'r') as db:
        print(db['a'] == b'y' * 513)  # expect: True
        try:
            db['q'] = b''
        except dbm.error as e:
            print(e)  # expect: The database is opened for reading only
    try:
        db['a']
    except dbm.error as e:
        print(e)  # expect: DBM object has already been closed
    with shelve.Shelf(dbm.dumb.open(path, 'n')) as shelf:
        shelf['list'] = [1, {2: 3}]
        print(dict(shelf))  # expect: {'list': [1, {2: 3}]}
