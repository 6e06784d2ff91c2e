package io.everthread.port;

/** Is told how a turn goes; see LM-02. Its methods must not block for long: the connection is not read meanwhile. */
public interface ModelListener {

    void onChunk(ModelChunk chunk);

    void onFinished(ModelFinish finish);

    void onFailed(AssistantException failure);
}
