"""Tasklets that travel: an agent moves from process to process in the middle of its work.

Each place is a process of its own, joined to this one by two pipes.  When an agent
says travel_to(place), its tasklet is pickled, sent, and goes on there at the next
line, with all its variables, in the middle of its loops and generators.

The places know nothing of this program.  They run a few lines (PLACE), which offer a
module `place` and let agents run; an agent brings its code along.
"""
import pickle
import subprocess
import sys

import stackless

GOODS = {
    "Lisbon": {"pepper": 7, "cork": 2, "port": 9},
    "Venice": {"pepper": 11, "glass": 4},
    "Bruges": {"pepper": 15, "lace": 8, "port": 12},
}

PLACE = """
import os, pickle, stackless, sys, types

place = sys.modules["place"] = types.ModuleType("place")
place.name, place.goods, place.process = sys.argv[1], eval(sys.argv[2]), os.getpid()

while True:
    try:
        agent = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    agent.run()
    sys.stdout.buffer.write(stackless.pickle_with_code(agent))
    sys.stdout.buffer.flush()
"""


# --- What agents do

def travel_to(where, news=None):
    """Called by an agent; returns at that place.  Until then its tempval says where it wants to go."""
    stackless.schedule_remove((where, news))


def merchant(name, purse, route):
    """Buys where pepper is cheap, sells it where it is dear, and tells at home what came of it."""
    diary, bags, processes = [], 0, set()
    for stop in route:
        travel_to(stop)
        import place                     # the module of that name that is there
        processes.add(place.process)
        price = place.goods["pepper"]
        if bags == 0:
            bags, purse = divmod(purse, price)
            diary.append("%s: %d bags for %d" % (place.name, bags, bags * price))
        else:
            diary.append("%s: sold for %d" % (place.name, bags * price))
            bags, purse = 0, purse + bags * price
    diary = ", ".join(diary)
    travel_to("home", "%s has %d, after %s, in %d processes" % (name, purse, diary, len(processes)))


def peddler(wares):
    """A generator and a recursion travel along."""
    def found(stops):
        for stop in stops:
            travel_to(stop)
            import place
            yield from sorted(wares & place.goods.keys())

    def deep(n):
        return [*found(["Bruges", "Venice"])] if n == 0 else deep(n - 1)

    travel_to("home", "the peddler found " + ", ".join(deep(100)))


# --- The roads

def start(name, goods):
    command = [sys.executable, "-c", PLACE, name, repr(goods)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def main():
    places = {name: start(name, goods) for name, goods in GOODS.items()}
    home = stackless.channel()

    def send_on(agent):
        where, news = agent.tempval
        if where == "home":
            home.send(news)
        else:
            pipe = places[where].stdin
            pipe.write(stackless.pickle_with_code(agent))
            pipe.flush()

    def listen(process):
        """One for each place: it waits for the pipe, and nobody else with it."""
        while True:
            try:
                send_on(pickle.load(process.stdout))
            except EOFError:
                return

    for process in places.values():
        stackless.tasklet(listen)(process)
    agents = [
        stackless.tasklet(merchant, ("Marco", 100, ["Lisbon", "Venice", "Lisbon", "Bruges"])),
        stackless.tasklet(merchant, ("Jakob", 50, ["Venice", "Bruges"])),
        stackless.tasklet(peddler, ({"port", "lace", "glass", "salt"},)),
    ]
    for agent in agents:
        agent.run()                      # as far as it gets here
        send_on(agent)
    for news in sorted(home.receive() for _ in agents):
        print(news)
    for process in places.values():
        process.stdin.close()
        process.wait()
    stackless.run()


if __name__ == "__main__":
    main()
