%% What the programs of this folder share: main, which prints the result of run and the time it took, as the Python
%% programs of bench/programs do. A program is a module beside this one. It exports run/1, which is given the number in
%% the name of the Python program (schedule_1000; 0 if there is none), and repetitions/0. It may export prepare/0, which
%% is not measured, and put the bytes that each of its processes takes into the process dictionary, under `memory`.
-module(measure).
-export([main/1, resident/0]).

main([Name | Rest]) ->
    Module = list_to_atom(Name),
    Number = case Rest of [] -> 0; [Text] -> list_to_integer(Text) end,
    {module, Module} = code:ensure_loaded(Module),
    erlang:function_exported(Module, prepare, 0) andalso Module:prepare(),
    Repetitions = Module:repetitions(),
    Runs = [timer:tc(Module, run, [Number]) || _ <- lists:seq(1, Repetitions)],
    Times = [Time / 1.0e6 || {Time, _} <- Runs],
    {_, Result} = lists:last(Runs),
    io:format("~s~n", [Result]),
    case get(memory) of undefined -> ok; Bytes -> io:format("#memory ~b~n", [Bytes]) end,
    Repetitions > 1 andalso io:format("#first ~.4f~n", [hd(Times)]),
    io:format("#time ~.4f~n", [lists:sum(Times) / Repetitions]),
    halt(0).

%% Bytes of memory in use.
resident() ->
    {ok, Text} = file:read_file("/proc/self/statm"),
    [_, Pages | _] = binary:split(Text, <<" ">>, [global]),
    binary_to_integer(Pages) * 4096.
