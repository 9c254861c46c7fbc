-module(daisy_chain).
-export([run/1, repetitions/0, link_to/1]).

repetitions() -> 1.

link_to(Left) ->
    receive Value -> Left ! (Value + 1) end.

chain(Left, 0) -> Left;
chain(Left, N) -> chain(spawn(?MODULE, link_to, [Left]), N - 1).

run(_) ->
    chain(self(), 100000) ! 0,
    receive Value -> integer_to_list(Value) end.
