class E(Exception):
    def __str__(self): return f'<{self.args[0]}>'
raise E('custom')  # expect error: E: <custom>
