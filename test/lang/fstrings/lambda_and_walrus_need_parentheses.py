print(f'{(lambda: 5)()} {(y := 6)} {y}')  # expect: 5 6 6
print(f'{y:=7}')  # expect:       6
