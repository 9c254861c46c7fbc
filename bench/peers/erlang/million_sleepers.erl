-module(million_sleepers).
-export([prepare/0, run/1, repetitions/0]).

-define(SLEEPERS, 1000000).

repetitions() -> 5.

prepare() ->
    Before = measure:resident(),
    [spawn(timer, sleep, [100000000]) || _ <- lists:seq(1, ?SLEEPERS)],
    erlang:yield(),
    put(memory, (measure:resident() - Before) div ?SLEEPERS).

run(_) ->
    Main = self(),
    [spawn(schedule, worker, [Main, 300000]) || _ <- [1, 2]],
    Sum = receive {done, A} -> A end + receive {done, B} -> B end,
    integer_to_list(Sum).
