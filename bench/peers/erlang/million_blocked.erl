-module(million_blocked).
-export([run/1, repetitions/0, waiter/1]).

-define(COUNT, 1000000).

repetitions() -> 1.

waiter(Main) ->
    receive Value -> Main ! {done, Value} end.

sum(0, Sum) -> Sum;
sum(N, Sum) -> receive {done, Value} -> sum(N - 1, Sum + Value) end.

run(_) ->
    Before = measure:resident(),
    Waiters = [spawn(?MODULE, waiter, [self()]) || _ <- lists:seq(1, ?COUNT)],
    erlang:yield(),
    put(memory, (measure:resident() - Before) div ?COUNT),
    [Waiter ! 1 || Waiter <- Waiters],
    io_lib:format("(~b, ~b)", [length(Waiters), sum(?COUNT, 0)]).
