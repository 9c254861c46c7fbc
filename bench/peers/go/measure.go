// What the programs of this folder share: main, which prints the result of run and the time it took, as the Python
// programs of bench/programs do. A program is one file beside this one; its argument, if any, is the number in the
// name of the Python program (schedule_1000).
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

// argument is the program's argument, or 0.
func argument() int {
	if len(os.Args) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(os.Args[1])
	return n
}

// resident gives the bytes of memory in use.
func resident() int {
	text, _ := os.ReadFile("/proc/self/statm")
	var size, pages int
	fmt.Sscan(string(text), &size, &pages)
	return pages * 4096
}

func main() {
	prepare()
	seconds := make([]float64, 0, repetitions)
	var result string
	for i := 0; i < repetitions; i++ {
		start := time.Now()
		result = run()
		seconds = append(seconds, time.Since(start).Seconds())
	}
	sum := 0.0
	for _, s := range seconds {
		sum += s
	}
	fmt.Println(result)
	if memory > 0 {
		fmt.Printf("#memory %d\n", memory)
	}
	if repetitions > 1 {
		fmt.Printf("#first %.4f\n", seconds[0])
	}
	fmt.Printf("#time %.4f\n", sum/float64(repetitions))
}

// memory is what one of the program's goroutines takes, where it measures that.
var memory int
