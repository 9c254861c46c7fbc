package main

import "fmt"

const repetitions = 5

func prepare() {}

func run() string {
	count, sum := 0, 0
	log := make(chan int, 100)
	for i := 0; i < 3_000; i++ {
		for n := 0; n < 100; n++ {
			go func(n int) { log <- n }(n)
		}
		for n := 0; n < 100; n++ {
			sum += <-log
			count++
		}
	}
	return fmt.Sprintf("(%d, %d)", count, sum)
}
