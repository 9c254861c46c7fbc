lenght = 1
print(lenth)  # expect error: NameError: name 'lenth' is not defined. Did you mean: 'lenght'?
