"""Building, splitting, searching and formatting text."""
from time import perf_counter


def build(count):
    text = ''
    for i in range(count):
        text += chr(97 + i % 26)
    return text


def words(count):
    return ' '.join(f'word{i % 97}-{i:04x}' for i in range(count))


def frequencies(text):
    counts = {}
    for word in text.split():
        stem = word.partition('-')[0].upper()
        counts[stem] = counts.get(stem, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]


def caesar(text, shift):
    out = []
    for c in text:
        if 'a' <= c <= 'z':
            out.append(chr((ord(c) - 97 + shift) % 26 + 97))
        else:
            out.append(c)
    return ''.join(out)


def run():
    text = words(150_000)
    built = build(500_000)
    secret = caesar(built[:400_000], 3)
    lines = ['%5d %-8s %.2f' % (i, i % 13, i / 7) for i in range(150_000)]
    return (
        len(text),
        frequencies(text),
        built[-3:],
        secret[:5],
        sum(map(len, lines)),
        text.count('ab'),
        len(text.replace('word', 'w')),
        built.find('zab', 400_000),
    )


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (1868993, [('WORD0', 1547), ('WORD1', 1547), ('WORD10', 1547)], 'rst', 'defgh', 3422230, 1674, 1418993, 400009)
