print(ord('a'), chr(97), chr(0x10FFFF) == '\U0010ffff', ascii('é'), ord('😀'))  # expect: 97 a True '\xe9' 128512
chr(0x110000)  # expect error: ValueError: chr() arg not in range(0x110000)
