// A /chat/completions server whose deltas tell when they were sent, in nanoseconds on the machine's monotonic clock. The model's
// name says what is streamed: `15x200` is 15 deltas, one every 200 ms; `2000x0` is 2,000 back to back.
const http = require('node:http');
const { once } = require('node:events');
const { setTimeout: pause } = require('node:timers/promises');

const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) {
        body += piece;
    }
    const { model } = JSON.parse(body);
    const [count, every] = model.split('x').map(Number);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = async (choices, usage = null) => {
        const chunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices, usage };
        if (!response.write(`data: ${JSON.stringify(chunk)}\n\n`)) {
            await once(response, 'drain');
        }
    };
    const choice = (delta, finish_reason = null) => [{ index: 0, delta, finish_reason }];
    await send(choice({ role: 'assistant', content: '' }));
    for (let i = 0; i < count; i++) {
        if (every > 0) {
            await pause(every);
        }
        await send(choice({ content: `${process.hrtime.bigint()} ` }));
    }
    await send(choice({}, 'stop'));
    await send([], { prompt_tokens: 1, completion_tokens: count, total_tokens: count + 1 });
    response.end('data: [DONE]\n\n');
});
server.on('connection', (socket) => socket.setNoDelay(true));
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/v1`));
