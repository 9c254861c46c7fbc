-module(create_run_exit).
-export([run/1, repetitions/0]).

repetitions() -> 5.

collect(0, Sum) -> Sum;
collect(N, Sum) -> receive {log, I} -> collect(N - 1, Sum + I) end.

hundred() ->
    Main = self(),
    [spawn(fun() -> Main ! {log, I} end) || I <- lists:seq(0, 99)],
    collect(100, 0).

run(_) ->
    Sum = lists:sum([hundred() || _ <- lists:seq(1, 3000)]),
    io_lib:format("(~b, ~b)", [3000 * 100, Sum]).
