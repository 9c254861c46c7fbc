"""A simulation that survives the death of its process.

A harbour: ships come, wait for a berth, are unloaded by cranes, and leave.  Every
ship and every crane is a tasklet; who waits for what, and the half-unloaded holds,
are in their frames and channels.  Every midnight the whole harbour is pickled to a
file.  The process that simulates it dies at any hour; the next one goes on from
the file, and in the end the log is as if nothing had happened.
"""
import os
import pickle
import random
import subprocess
import sys
import tempfile

import stackless

DAYS = 4


class Harbour:
    def __init__(self, seed, berths, cranes):
        self.hour = 0
        self.random = random.Random(seed)
        self.bells = {}                  # hour -> channel, where those wait who sleep until then
        self.quay = stackless.channel()  # a value in it is a free berth
        self.holds = stackless.channel()  # holds that are to be unloaded
        self.log = []
        for berth in range(berths):
            stackless.tasklet(self.quay.send)(berth)
        for number in range(cranes):
            stackless.tasklet(self.crane)(number)
        stackless.tasklet(self.sea)()
        stackless.run()

    def sleep(self, hours):
        self.bells.setdefault(self.hour + hours, stackless.channel()).receive()

    def advance(self):
        self.hour += 1
        bell = self.bells.pop(self.hour, None)
        while bell is not None and bell.balance < 0:
            bell.send(None)
        stackless.run()

    def note(self, text):
        self.log.append("day %d, %02d:00  %s" % (self.hour // 24 + 1, self.hour % 24, text))

    # --- Lives

    def sea(self):
        """Sends a ship now and then."""
        for name in "Argo", "Beagle", "Cutty Sark", "Dunbrody", "Endeavour", "Fram", "Gorch Fock", "Hermione":
            self.sleep(self.random.randrange(2, 12))
            stackless.tasklet(self.ship)(name, self.random.randrange(2, 6))

    def ship(self, name, holds):
        arrived = self.hour
        berth = self.quay.receive()
        waited = self.hour - arrived
        empty = stackless.channel()
        for hold in range(holds):
            stackless.tasklet(self.holds.send)((name, hold, empty))
        crates = sum(empty.receive() for _ in range(holds))
        self.note("%s leaves: %d crates from %d holds at berth %d, %d hours waited" % (name, crates, holds, berth, waited))
        stackless.tasklet(self.quay.send)(berth)

    def crane(self, number):
        for name, hold, empty in self.holds:
            crates = 0
            for _ in range(self.random.randrange(3, 9)):
                self.sleep(1)
                crates += self.random.randrange(10, 20)
            empty.send(crates)


def new_harbour():
    return Harbour(seed=11, berths=2, cranes=3)


def save(harbour, path):
    """Writes a checkpoint beside the old one, then puts it in its place: there is always a whole one."""
    with open(path + ".new", "wb") as file:
        pickle.dump(harbour, file)
    os.replace(path + ".new", path)


def simulate(path, hours):
    """The program of one process: it goes on from the file, and is killed after some hours of work."""
    with open(path, "rb") as file:
        harbour = pickle.load(file)
    for _ in range(hours):
        if harbour.hour >= DAYS * 24:
            return
        harbour.advance()
        if harbour.hour % 24 == 0:
            save(harbour, path)
    os._exit(9)


def in_many_processes(path):
    save(new_harbour(), path)
    lives = 0
    for hours in 30, 10, 40, 1000:
        lives += 1
        child = subprocess.run([sys.executable, __file__, path, str(hours)])
        if child.returncode == 0:
            break
        print("process %d died after %d hours of work" % (lives, hours))
    print("process %d came to the end" % lives)
    with open(path, "rb") as file:
        return pickle.load(file)


def in_one_process():
    harbour = new_harbour()
    for _ in range(DAYS * 24):
        harbour.advance()
    return harbour


if __name__ == "__main__":
    if len(sys.argv) > 1:
        simulate(sys.argv[1], int(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            harbour = in_many_processes(os.path.join(folder, "harbour.pickle"))
        for line in harbour.log:
            print(line)
        print("as if nothing had happened:", harbour.log == in_one_process().log)
