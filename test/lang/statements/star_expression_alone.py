*a  # expect error: SyntaxError: can't use starred expression here
