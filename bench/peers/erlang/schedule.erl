-module(schedule).
-export([run/1, repetitions/0, worker/2]).

repetitions() -> 1.

worker(Main, Rounds) ->
    turns(Rounds),
    Main ! {done, Rounds}.

turns(0) -> ok;
turns(N) -> erlang:yield(), turns(N - 1).

sum(0, Sum) -> Sum;
sum(Count, Sum) -> receive {done, Rounds} -> sum(Count - 1, Sum + Rounds) end.

run(Count) ->
    Rounds = if Count >= 1000000 -> 40; Count >= 100000 -> 60; true -> 600000 div Count end,
    [spawn(?MODULE, worker, [self(), Rounds]) || _ <- lists:seq(1, Count)],
    integer_to_list(sum(Count, 0)).
