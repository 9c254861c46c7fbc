print(float('1e3'), float(' inf '), float('-Infinity'), float('nan'), float('1_0.5'))  # expect: 1000.0 inf -inf nan 10.5
float('abc')  # expect error: ValueError: could not convert string to float: 'abc'
