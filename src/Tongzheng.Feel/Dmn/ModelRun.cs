namespace Tongzheng.Feel.Dmn;

/// <summary>One evaluation of a model.</summary>
sealed class ModelRun;
