# A continuation is frames, as a tasklet is: it can be pickled and copied, with what its frames refer to.
import copy
import pickle
import stackless

points = []


def story(moves):
    for step in 'north', 'east', 'up':
        if step == 'east':
            stackless.continuation.capture(points.append)
        moves.append(step)
    print(*moves)


def resumed(point):
    stackless.tasklet(point.resume)()
    stackless.run()


stackless.tasklet(story)([])
stackless.run()  # expect: north east up
point, = points
saved = pickle.dumps(point)
resumed(pickle.loads(saved))  # expect: north east up east up
resumed(point)  # expect: north east up east up
resumed(copy.copy(point))  # expect: north east up east up east up
resumed(copy.deepcopy(point))  # expect: north east up east up east up east up
resumed(pickle.loads(saved))  # expect: north east up east up
