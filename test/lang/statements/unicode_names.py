é = 1
名前 = 2
ﬁ = 3
print(é, 名前, fi)  # expect: 1 2 3
