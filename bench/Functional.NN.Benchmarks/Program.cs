using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Functional.NN.Benchmarks.ProductBenchmarks).Assembly).Run(args);
