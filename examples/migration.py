"""Tasklets that travel: an agent moves from process to process in the middle of its work.

Each place is a process of its own, joined to the first by two pipes.  An agent
says travel_to(place); its tasklet is pickled there, sent, and goes on in the other
process, at the next line, with all its variables.  What is local to a place is in
a global of the module, which every process has for itself.

The first process only passes travellers on.  For each place it has a tasklet that
listens; that one waits for the pipe, and nobody else with it.
"""
import collections
import os
import pickle
import subprocess
import sys

import stackless

GOODS = {
    "Lisbon": {"pepper": 7, "cork": 2, "port": 9},
    "Venice": {"pepper": 11, "glass": 4},
    "Bruges": {"pepper": 15, "lace": 8, "port": 12},
}

here = None                              # the name of the place that this process is
travellers = collections.deque()         # (place, tasklet) of those that are to leave
told = []                                # what those tell who have come home


# --- What agents do

def travel_to(place):
    """Called by an agent; returns in the process of that place."""
    travellers.append((place, stackless.current))
    stackless.schedule_remove(None)


def merchant(name, purse, route):
    """Buys where pepper is cheap, sells it where it is dear, and tells at home what came of it."""
    diary, bags, processes = [], 0, set()
    for place in route:
        travel_to(place)
        processes.add(os.getpid())
        price = GOODS[here]["pepper"]
        if bags == 0:
            bags, purse = divmod(purse, price)
            diary.append("%s: %d bags for %d" % (here, bags, bags * price))
        else:
            diary.append("%s: sold for %d" % (here, bags * price))
            bags, purse = 0, purse + bags * price
    travel_to("home")
    told.append("%s has %d, after %s; he was in %d processes" % (name, purse, ", ".join(diary), len(processes)))


def peddler(wares):
    """A generator and a recursion travel along."""
    def visited(places):
        for place in places:
            travel_to(place)
            yield from sorted(wares & GOODS[here].keys())

    def depth(n):
        return [*visited(["Bruges", "Venice"])] if n == 0 else depth(n - 1)

    found = depth(100)
    travel_to("home")
    told.append("the peddler found " + ", ".join(found))


# --- How they travel

def send(file, place, tasklet):
    pickle.dump((place, tasklet), file)
    file.flush()


def serve():
    """The main program of a place: lets each traveller that arrives go on, until it leaves."""
    while True:
        try:
            place, tasklet = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        tasklet.insert()
        stackless.run()
        while travellers:
            send(sys.stdout.buffer, *travellers.popleft())


def main():
    agents = [
        stackless.tasklet(merchant, ("Marco", 100, ["Lisbon", "Venice", "Lisbon", "Bruges"])),
        stackless.tasklet(merchant, ("Jakob", 50, ["Venice", "Bruges"])),
        stackless.tasklet(peddler, ({"port", "lace", "glass", "salt"},)),
    ]
    places = {
        name: subprocess.Popen([sys.executable, __file__, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for name in GOODS
    }

    def pass_on(place, tasklet):
        if place == "home":
            home.send(tasklet)
        else:
            send(places[place].stdin, place, tasklet)

    def listen(process):
        while True:
            try:
                pass_on(*pickle.load(process.stdout))
            except EOFError:
                return

    home = stackless.channel()
    for process in places.values():
        stackless.tasklet(listen)(process)
    for agent in agents:
        agent.run()
        pass_on(*travellers.popleft())
    for _ in agents:
        home.receive().run()
    print(*sorted(told), sep="\n")
    for process in places.values():
        process.stdin.close()
        process.wait()
    stackless.run()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        here = sys.argv[1]
        serve()
    else:
        main()
