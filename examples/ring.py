"""Tasklets in a ring: a token goes round, a long chain counts its links, a ring elects a leader.

Nobody here knows more than two channels, the one it listens to and the one it
speaks to; what the whole does comes of the wiring alone.
"""
import stackless


def ring(size, member):
    """Starts member(number, left, right) for a ring of tasklets, joined by channels; gives these channels."""
    links = [stackless.channel() for _ in range(size)]
    for number in range(size):
        stackless.tasklet(member)(number, links[number], links[(number + 1) % size])
    return links


def token(size, hops):
    """The holder of the token hands it on, until it has made so many hops; who holds it then?"""
    last = []

    def member(number, left, right):
        for hops_left in left:
            if hops_left == 0:
                last.append(number)
                return
            right.send(hops_left - 1)

    links = ring(size, member)
    stackless.run()
    links[0].send(hops)
    stackless.run()
    return last[0]


def chain(length):
    """A row without end pieces: a value enters at the right and every link adds one."""
    def link(left, right):
        left.send(1 + right.receive())

    first = left = stackless.channel()
    for _ in range(length):
        right = stackless.channel()
        stackless.tasklet(link)(left, right)
        left = right
    stackless.tasklet(right.send)(0)
    return first.receive()


def election(ids):
    """Chang and Roberts: who hears of a greater one passes it on; who hears of itself is the greatest."""
    messages = 0
    leaders = set()

    def member(number, left, right):
        me = ids[number]

        def say(*message):
            nonlocal messages
            messages += 1
            stackless.tasklet(right.send)(message)   # all begin by speaking: if they waited, nobody would listen

        say("candidate", me)
        for kind, who in left:
            if kind == "elected":
                leaders.add(who)
                if who != me:
                    say("elected", who)
                return
            if who > me:
                say("candidate", who)
            elif who == me:
                say("elected", me)

    ring(len(ids), member)
    stackless.run()
    return leaders, messages


print("a token in a ring of 503: after 10,000 hops it is with number", token(503, 10_000))
print("a chain of 10,000 links says", chain(10_000))
ids = [(i * 37) % 101 for i in range(1, 101)]
print("a ring of %d elects %s, with %d messages" % (len(ids), *election(ids)))
print("in the worst order it elects %s, with %d messages" % election(sorted(ids, reverse=True)))
