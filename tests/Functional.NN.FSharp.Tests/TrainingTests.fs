module Functional.NN.FSharp.Tests.TrainingTests

open Functional.NN
open Xunit

let private network = Network(Shape.Of 2, [ Dense 8; Tanh(); Dense 1 ])

let private trainer = Trainer<double>(network, SigmoidCrossEntropy(), Adam 0.05)

[<Fact>]
let ``XOR is learnt by folding Step over batches`` () =
    let xor = SyntheticData.Xor<double>()
    let step (state: TrainState<double>) batch = trainer.Step(state, batch).State
    let batches = Seq.replicate 300 (xor.All())
    let trained = Seq.fold step (trainer.Initialize(RandomKey.FromSeed 1)) batches
    Assert.Equal(System.Nullable 1.0, trainer.Evaluate(trained.Model, xor).Accuracy)

[<Fact>]
let ``The states of a run are a lazy sequence`` () =
    let losses =
        trainer.Run(trainer.Initialize(RandomKey.FromSeed 1), Seq.initInfinite (fun _ -> SyntheticData.Xor<double>().All()))
        |> Seq.map _.Metrics.Loss
        |> Seq.take 100
        |> List.ofSeq
    Assert.True(List.last losses < List.head losses)

[<Fact>]
let ``Undo is keeping the states`` () =
    let batch = SyntheticData.Xor<double>().All()
    let states = Seq.replicate 5 batch |> Seq.scan (fun state b -> trainer.Step(state, b).State) (trainer.Initialize(RandomKey.FromSeed 1)) |> List.ofSeq
    Assert.Equal(states.[3].Parameters, trainer.Step(states.[2], batch).State.Parameters)

[<Fact>]
let ``Fit takes an observer that is an object expression`` () =
    let mutable epochs = 0
    let observer = { new IFitObserver<double> with member _.OnEpoch(_, _, _) = epochs <- epochs + 1 }
    let result = trainer.Fit(trainer.Initialize(RandomKey.FromSeed 1), SyntheticData.Xor<double>(), FitPlan(3, Batching 2), observer = observer)
    Assert.Equal(3, epochs)
    Assert.Equal(FitEnd.Completed, result.End)

[<Fact>]
let ``A run is saved, read and resumed`` () =
    let xor = SyntheticData.Xor<double>()
    let start = trainer.Initialize(RandomKey.FromSeed 1)
    let fit (run: RunState<double>) plan = trainer.Fit(run, xor, plan, validation = xor).Run
    let plan = FitPlan(8, Batching 3, EarlyStopping = EarlyStopping(Patience = 9))
    let path = System.IO.Path.GetTempFileName()
    try
        (fit (RunState.Start start) (plan.With(steps = 7L))).Save path
        let read = RunState.Load<double>(path, network)
        Assert.Equal(7L, read.Train.Step)
        Assert.Equal((fit (RunState.Start start) plan).Sha256(), (fit read plan).Sha256())
        Assert.Equal(read.Sha256(), BlockHash.Sha256Of(read.Hashes()))
    finally
        System.IO.File.Delete path

[<Fact>]
let ``An observer chooses the states it wants`` () =
    let seen = ResizeArray<int64>()
    let observer =
        { new IFitObserver<double> with
            member _.WantsState progress = progress.Step % 2L = 0L && progress.StepLoss > 0.0
            member _.OnStep(run, _) = seen.Add run.Train.Step }
    trainer.Fit(trainer.Initialize(RandomKey.FromSeed 1), SyntheticData.Xor<double>(), FitPlan.OfSteps(5L, Batching 2), observer = observer) |> ignore
    Assert.Equal<int64 list>([ 2L; 4L ], List.ofSeq seen)

[<Fact>]
let ``A schedule and a controller of the rate stand together`` () =
    let rate = WarmUp(5L, MultiStepDecay(0.1, [ 20L; 40L ], Factor = 0.5))
    let xor = SyntheticData.Xor<double>()
    let plan = FitPlan(30, Batching 4, Rate = ReduceOnPlateau(Patience = 3))
    let falling = trainer.With(optimizer = Adam rate)
    let result = falling.Fit(falling.Initialize(RandomKey.FromSeed 1), xor, plan)
    Assert.Equal(0.05, rate.At 25L, 12)
    Assert.Equal(30L, result.Run.Train.Step)
    Assert.Equal(1.0, (nonNull result.Run.Rate).Factor)
    Assert.Equal(RobbinsMonroVerdict.Violated, rate.RobbinsMonro().Verdict)

[<Fact>]
let ``The linear ancestors are one call each`` () =
    let xor = SyntheticData.Xor<double>().All()
    let signed = xor.Targets.Map(fun t -> 2.0 * t - 1.0)
    Assert.Equal(PerceptronEnd.Cycling, PerceptronRule().Fit(xor.Inputs, signed).End)
    Assert.Equal(0.5, LinearRegression().Fit(xor.Inputs, xor.Targets).Map.Bias.ToScalar(), 12)
    Assert.Equal(1.0, KernelLeastSquares(GaussianKernel 0.5).Fit(xor.Inputs, xor.Targets).Predict(xor.Inputs).[1, 0], 9)

[<Fact>]
let ``A rate is found by a lambda`` () =
    let search = RateFinder([ 0.001; 0.1 ], Steps = 5).Search(trainer, (fun rate -> Sgd rate), trainer.Initialize(RandomKey.FromSeed 1), SyntheticData.Xor<double>(), Batching 4)
    Assert.Equal(2, search.Trials.Length)
