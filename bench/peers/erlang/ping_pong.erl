-module(ping_pong).
-export([run/1, repetitions/0]).

repetitions() -> 5.

player() ->
    receive
        {From, Value} -> From ! (Value + 1), player();
        stop -> ok
    end.

rally(_, Value, 0) -> Value;
rally(Player, Value, N) ->
    Player ! {self(), Value},
    receive Next -> rally(Player, Next, N - 1) end.

run(_) ->
    Player = spawn(fun player/0),
    Value = rally(Player, 0, 1000000),
    Player ! stop,
    integer_to_list(Value).
