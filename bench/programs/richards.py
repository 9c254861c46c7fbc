"""Simulates the kernel of an operating system: tasks, packets, a priority scheduler.

Six tasks (an idle task, a worker, two handlers, two devices) send each other packets; the counts of packets queued and
tasks held at the end say whether everything went in the right order.
"""
from time import perf_counter

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
WORK, DEVICE = range(2)
PACKET_SIZE = 4


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * PACKET_SIZE

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, kernel, ident, priority, queue, runnable=False):
        self.kernel = kernel
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.packet_pending = queue is not None
        self.waiting = not runnable
        self.holding = False
        self.link = kernel.first
        kernel.first = kernel.table[ident] = self

    def blocked(self):
        return self.holding or (self.waiting and not self.packet_pending)

    def step(self):
        packet = None
        if self.waiting and self.packet_pending:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.packet_pending = self.queue is not None
        return self.act(packet)

    def receive(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.kernel.held += 1
        self.holding = True
        return self.link

    def send(self, packet):
        target = self.kernel.table[packet.ident]
        self.kernel.queued += 1
        packet.link = None
        packet.ident = self.ident
        return target.receive(packet, self)


class Idle(Task):
    def __init__(self, kernel, count):
        super().__init__(kernel, IDLE, 0, None, runnable=True)
        self.control = 1
        self.count = count

    def act(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.kernel.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.kernel.release(DEVICE_B)


class Worker(Task):
    def __init__(self, kernel, queue):
        super().__init__(kernel, WORKER, 1000, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def act(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(PACKET_SIZE):
            self.letter = self.letter % 26 + 1
            packet.data[i] = 64 + self.letter
        return self.send(packet)


class Handler(Task):
    def __init__(self, kernel, ident, priority, queue):
        super().__init__(kernel, ident, priority, queue)
        self.work = None
        self.devices = None

    def act(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        if work.datum >= PACKET_SIZE:
            self.work = work.link
            return self.send(work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[work.datum]
        work.datum += 1
        return self.send(device)


class Device(Task):
    def __init__(self, kernel, ident, priority):
        super().__init__(kernel, ident, priority, None)
        self.pending = None

    def act(self, packet):
        if packet is None:
            packet = self.pending
            if packet is None:
                return self.wait()
            self.pending = None
            return self.send(packet)
        self.pending = packet
        return self.hold()


class Kernel:
    def __init__(self):
        self.table = [None] * 6
        self.first = None
        self.held = self.queued = 0

    def release(self, ident):
        task = self.table[ident]
        task.holding = False
        return task if task.priority > self.current.priority else self.current

    def run(self):
        task = self.first
        while task is not None:
            self.current = task
            task = task.link if task.blocked() else task.step()
        return self.queued, self.held


def packets(ident, kind, count):
    queue = None
    for _ in range(count):
        queue = Packet(queue, ident, kind)
    return queue


def simulate():
    kernel = Kernel()
    Idle(kernel, 10_000)
    Worker(kernel, packets(WORKER, WORK, 2))
    Handler(kernel, HANDLER_A, 2000, packets(DEVICE_A, DEVICE, 3))
    Handler(kernel, HANDLER_B, 3000, packets(DEVICE_B, DEVICE, 3))
    Device(kernel, DEVICE_A, 4000)
    Device(kernel, DEVICE_B, 5000)
    return kernel.run()


def run():
    return [simulate() for _ in range(8)][-1]


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (23246, 9297)
