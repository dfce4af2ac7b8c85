using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Tongzheng.Web;

/// <summary>
/// What pages are made of: a <c>.razor</c> file that is given its parameters, draws itself once and is gone. It has no
/// state, no services and no events, so there is nothing in it to wait for. <see cref="Drawing"/> writes it; the framework's
/// renderer can draw it too, and tests hold that both write the same.
/// </summary>
public abstract class Piece : IComponent
{
    RenderHandle framework;

    /// <summary>The markup of the file, as the compiler made it.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    internal void Draw(RenderTreeBuilder builder) => BuildRenderTree(builder);

    void IComponent.Attach(RenderHandle renderHandle) => framework = renderHandle;

    Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        framework.Render(BuildRenderTree);
        return Task.CompletedTask;
    }
}
