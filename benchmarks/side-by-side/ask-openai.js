// What `everthread ask` does, with the openai package: argv is the base URL, the model and the question.
const { OpenAI } = require('openai');

async function main() {
    const [baseURL, model, question] = process.argv.slice(2);
    const client = new OpenAI({ apiKey: 'none', baseURL });
    const stream = await client.chat.completions.create({
        model,
        messages: [{ role: 'user', content: question }],
        stream: true,
        stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
        process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
    }
}

main();
