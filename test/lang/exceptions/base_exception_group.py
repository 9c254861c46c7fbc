print(type(BaseExceptionGroup('g', [ValueError()])).__name__, type(BaseExceptionGroup('g', [KeyboardInterrupt()])).__name__)  # expect: ExceptionGroup BaseExceptionGroup
ExceptionGroup('g', [KeyboardInterrupt()])  # expect error: TypeError: Cannot nest BaseExceptions in an ExceptionGroup
