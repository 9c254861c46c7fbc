# Patterns of more than a hundred characters in long texts, which a naive search would take for ever to find.
import random

for size in 1000, 10_000, 100_000:
    a, b = 'a' * size, 'b' * size
    for convert in str, str.encode, lambda s: s.replace('b', '\U00010000'):
        text, pattern = convert(a + a + b + a + a), convert(a + b + b + a)
        whole = text + pattern
        print(text.find(pattern), text.count(pattern), pattern in text, end=' ')
        print(whole.find(pattern) == len(text), whole.count(pattern), whole.replace(pattern, pattern[:1]) == text + pattern[:1],
              len(whole.split(pattern)))
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2
# expect: -1 0 False True 1 True 2

random.seed(1)
for trial in range(300):
    letters = 'ab'[:random.randrange(1, 3)]
    piece = ''.join(random.choices(letters, k=random.randrange(1, 120)))
    pattern = (piece * 120)[:random.randrange(100, 300)]
    text = ''.join(random.choice([pattern[1:], pattern, pattern[:-1], piece, 'b']) for i in range(30)) + 'x' * 2500
    start = random.randrange(50)
    position = text.find(pattern, start)
    if position != next((i for i in range(start, len(text)) if text.startswith(pattern, i)), -1):
        print('wrong', pattern, text)
    if text.encode().find(pattern.encode(), start) != position:
        print('wrong', pattern, text)
    if pattern.join(text.split(pattern)) != text or text.count(pattern) != len(text.split(pattern)) - 1:
        print('wrong', pattern, text)
print('done')  # expect: done
