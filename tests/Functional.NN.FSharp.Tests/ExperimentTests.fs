module Functional.NN.FSharp.Tests.ExperimentTests

open Functional.NN
open Functional.NN.Experiments
open Xunit

let private file =
    """{ "name": "moons", "seed": 7, "data": { "source": "moons", "limit": 100 },
         "network": { "layers": [ { "repeat": 2, "layers": [ { "type": "Dense", "name": "hidden", "units": 8 }, "Tanh" ] }, { "type": "Dense", "units": "$outputs" } ] },
         "objective": { "loss": "SoftmaxCrossEntropy", "penalties": [ { "type": "L2", "alpha": 1e-4 } ] },
         "optimizer": { "type": "ClipByGlobalNorm", "inner": { "type": "Adam", "learningRate": 0.01 }, "limit": 1 },
         "schedule": "cosine", "training": { "epochs": 3, "batch": 20 } }"""

// <experiment>
let private experiment =
    let hidden i : ILayer list = [ Dense(8).Named $"hidden{i}"; Tanh() ]
    let network = Network(Shape.Of 2, [ yield! hidden 1; yield! hidden 2; Dense 2 ])

    Experiment(
        "moons",
        DataDescription("moons", Limit = 100),
        network,
        Objective.Supervised(SoftmaxCrossEntropy(), [ L2 1e-4 ]),
        Adam(Schedule.FromDouble 0.01).ClippedByGlobalNorm 1.0,
        TrainingDescription(3, 20),
        Seed = 7UL,
        Schedule = "cosine"
    )
// </experiment>

[<Fact>]
let ``An experiment in F# has the canonical bytes of the same one in a file`` () =
    let read = ExperimentFile.Parse file
    Assert.Equal(experiment, read)
    Assert.Equal(experiment.ToJson(), read.ToJson())
    Assert.Equal(experiment.Sha256(), read.Sha256())

[<Fact>]
let ``Its fields are set by their paths`` () =
    let faster = ExperimentDocument.Parse(file).With("optimizer.inner.learningRate", "0.1").ToExperiment()
    Assert.Equal(experiment.With(optimizer = Adam(Schedule.FromDouble 0.1).ClippedByGlobalNorm 1.0), faster)

[<Fact>]
let ``Descriptions of every kind go to JSON and back`` () =
    let optimizer: IMinimizer = Adam(CosineDecay(0.1, 100L))
    Assert.Equal(optimizer, Description.FromJson<IMinimizer>(Description.ToJson optimizer))

[<Fact>]
let ``A sweep in F# has the trials of its axes`` () =
    let sweep = Sweep([ SweepAxis.Numbers("optimizer.learningRate", [ 0.1; 0.01 ]); SweepAxis.Seeds(1L, 3) ], metric = "test loss", compare = "optimizer.learningRate")
    let plan = SweepPlan.Of(sweep, 1UL)
    Assert.Equal(6, plan.Trials.Length)

    let outcomes = plan.Trials |> Seq.map (fun trial -> TrialOutcome(trial, TrialEnd.Complete, 1, [ Figure("test loss", float trial.Index) ] |> System.Collections.Immutable.ImmutableArray.CreateRange))
    let summary = SweepSummary.Of(plan, outcomes, "test accuracy")
    Assert.Equal<int seq>([ 0 ], summary.Best)
    Assert.Equal(-3.0, summary.Comparisons[0].Difference.Value, 12)
